package io.afluente.model;

/** In which order the values of pictures lie before a network. */
public enum Layout {
    /** Plane by plane, as DL4J's layers and PyTorch's take it by default. */
    CHANNELS_FIRST,
    /** Pixel by pixel, as images store it and TensorFlow takes it. */
    CHANNELS_LAST
}
