package io.afluente.model.onnx;

/** A layer that can't be written as ONNX operators; the message names it and says why. */
public final class Untranslatable extends Exception {
    private static final long serialVersionUID = 1L;

    Untranslatable(String layer, String what) {
        super(layer + ": " + what + " can't be translated to ONNX");
    }

    /** Refuses the layer for something that this doesn't know. */
    static void unless(String layer, boolean known, String otherwise) throws Untranslatable {
        if (!known) {
            throw new Untranslatable(layer, otherwise);
        }
    }
}
