package io.afluente.model;

/** A network is sound as far as one can see, but the backbone before it is not here yet. */
public final class MissingBackboneException extends BadNetworkException {
    private static final long serialVersionUID = 1L;

    public MissingBackboneException(String sha256) {
        super("backbone: its file, of SHA-256 " + sha256 + ", is not here");
    }
}
