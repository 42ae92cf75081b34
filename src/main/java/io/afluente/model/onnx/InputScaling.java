package io.afluente.model.onnx;

/** How an 8-bit value becomes an input: times a factor, plus a shift, for each channel. */
public record InputScaling(float[] factors, float[] shifts) {}
