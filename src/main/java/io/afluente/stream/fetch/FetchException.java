package io.afluente.stream.fetch;

import io.afluente.image.OneLine;

/** A picture that could not be fetched, with one line for the sender of its reference. */
public final class FetchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private FetchException(String reason, boolean passing, Throwable cause) {
        super(OneLine.of(reason), cause);
        this.passing = passing;
    }

    /** It will not go otherwise another time. */
    static FetchException lasting(String reason) {
        return new FetchException(reason, false, null);
    }

    static FetchException tooLarge(int most) {
        return lasting("more than the %,d bytes allowed".formatted(most));
    }

    /** It may well go another time. */
    static FetchException passing(String reason) {
        return new FetchException(reason, true, null);
    }

    /** The same, said of a field. */
    FetchException in(String field) {
        return new FetchException(field + ": " + getMessage(), passing, this);
    }

    /** Whether another try may fetch it. */
    public boolean isPassing() {
        return passing;
    }
}
