package io.afluente.model.plan;

/** A network has no plan; the message names the layer and says why. */
public final class Unsupported extends Exception {
    private static final long serialVersionUID = 1L;

    Unsupported(String layer, String reason) {
        super(layer + ": " + reason);
    }
}
