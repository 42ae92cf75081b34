package io.afluente.stream.record;

import io.afluente.image.OneLine;

/**
 * A record that is at fault itself. Thrown before anything was forwarded, stored or learned, and
 * answered by a DLQ record with this message as its reason; everything else stops the process.
 */
public final class BadRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadRecordException(String reason) {
        super(OneLine.of(reason));
    }

    public BadRecordException(String reason, Throwable cause) {
        super(OneLine.of(reason), cause);
    }
}
