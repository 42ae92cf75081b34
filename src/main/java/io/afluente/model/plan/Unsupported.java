package io.afluente.model.plan;

/** A network has no plan; the message names the layer and says why. */
public final class Unsupported extends Exception {
    private static final long serialVersionUID = 1L;

    Unsupported(String layer, String what) {
        super(layer + ": " + what + " has no plan");
    }

    /** Refuses the layer for something that a plan can't do. */
    static void unless(String layer, boolean supported, String otherwise) throws Unsupported {
        if (!supported) {
            throw new Unsupported(layer, otherwise);
        }
    }
}
