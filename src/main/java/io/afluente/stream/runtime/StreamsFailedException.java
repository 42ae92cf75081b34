package io.afluente.stream.runtime;

/** A topology has stopped because something of ours failed; the cause is what. */
public final class StreamsFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String doing;

    /**
     * @param doing the first words of what was being done
     */
    StreamsFailedException(String name, String doing, Throwable cause) {
        super(name + " has stopped: " + cause, cause);
        this.doing = doing;
    }

    /** What was being done, in a line. */
    public String doing() {
        return doing;
    }
}
