package io.afluente.stream.record;

import io.afluente.image.OneLine;
import io.afluente.stream.format.BadValueException;

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

    /** Whether the record may be fine, and only could not be read at this time. */
    public boolean isPassing() {
        Throwable why = getCause();
        while (why != null && !(why instanceof BadValueException)) {
            why = why.getCause();
        }
        return why instanceof BadValueException value && value.isPassing();
    }
}
