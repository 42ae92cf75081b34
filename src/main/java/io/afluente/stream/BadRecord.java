package io.afluente.stream;

import io.afluente.image.OneLine;

/**
 * A record that is at fault itself. Thrown before anything was forwarded, stored or learned, and
 * answered by a DLQ record with this message as its reason; everything else stops the process.
 */
public final class BadRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadRecord(String reason) {
        super(OneLine.of(reason));
    }

    public BadRecord(String reason, Throwable cause) {
        super(OneLine.of(reason), cause);
    }
}
