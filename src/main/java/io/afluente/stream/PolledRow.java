package io.afluente.stream;

import io.afluente.image.BadImage;
import io.afluente.model.Prediction;
import org.apache.kafka.common.header.Headers;

/** One polled image on its way from bytes to an answer. Belongs to one stream thread. */
final class PolledRow {
    private final long offset;
    private final Headers headers;
    private byte[] value;
    private Answered answered;
    private BadImage failure;

    /** What a slice gave one of its rows. */
    record Answered(
            Prediction prediction, String model, String version, int sliceSize, int position) {}

    PolledRow(long offset, byte[] value, Headers headers) {
        this.offset = offset;
        this.value = value;
        this.headers = headers;
    }

    long offset() {
        return offset;
    }

    byte[] value() {
        return value;
    }

    Headers headers() {
        return headers;
    }

    int bytes() {
        return value == null ? 0 : value.length;
    }

    boolean settled() {
        return answered != null || failure != null;
    }

    /** The row has its answer; its bytes are no longer needed. */
    void answer(Answered result) {
        answered = result;
        value = null;
    }

    /** The row can't be answered; the reason is told when the row's own turn comes. */
    void fail(BadImage reason) {
        failure = reason;
        value = null;
    }

    /** The answer, as often as it is asked for. */
    Answered answered() {
        if (failure != null) {
            throw new BadRecord(failure.getMessage(), failure);
        }
        return answered;
    }
}
