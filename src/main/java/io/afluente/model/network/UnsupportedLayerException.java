package io.afluente.model.network;

/** A layer that a reader or writer of networks does not know: its name, and what is unknown. */
public final class UnsupportedLayerException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param layer its name
     * @param what is not known, so that "… has no plan" completes the sentence
     */
    public UnsupportedLayerException(String layer, String what) {
        super(layer + ": " + what);
    }

    /** Refuses a layer for something that is not known. */
    public static void unless(String layer, boolean supported, String otherwise)
            throws UnsupportedLayerException {
        if (!supported) {
            throw new UnsupportedLayerException(layer, otherwise);
        }
    }
}
