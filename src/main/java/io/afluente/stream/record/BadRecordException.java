package io.afluente.stream.record;

import io.afluente.image.OneLine;
import io.afluente.stream.fetch.FetchException;
import io.afluente.stream.format.BadValueException;
import java.util.Objects;
import java.util.stream.Stream;

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

    /** Whether its picture is elsewhere, and could not be had from there, for now or for good. */
    public boolean isNotFetched() {
        return Stream.iterate(getCause(), Objects::nonNull, Throwable::getCause)
                .anyMatch(FetchException.class::isInstance);
    }

    /** Whether the record may be fine, and only could not be read at this time. */
    public boolean isPassing() {
        for (Throwable why = getCause(); why != null; why = why.getCause()) {
            if (why instanceof BadValueException value) {
                return value.isPassing();
            }
            if (why instanceof FetchException fetch) {
                return fetch.isPassing();
            }
        }
        return false;
    }
}
