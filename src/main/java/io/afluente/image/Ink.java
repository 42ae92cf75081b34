package io.afluente.image;

/** How writing stands out from what it is on. Networks take it light on dark, as MNIST has it. */
public enum Ink {
    LIGHT_ON_DARK,
    DARK_ON_LIGHT
}
