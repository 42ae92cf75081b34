package io.afluente.stream;

import io.afluente.image.BadImage;
import io.afluente.image.InputShape;
import io.afluente.learn.Control;
import io.afluente.learn.Example;
import io.afluente.learn.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;

/** Reads a record of the labelled stream as what the learner takes, or says why it can't. */
public final class LogEntryReader {
    private static final int LONGEST_ID = 1_000;

    private final ImageCodec codec;
    private final InputShape shape;
    private final int labels;

    public LogEntryReader(ImageCodec codec, InputShape shape, int labels) {
        this.codec = codec;
        this.shape = shape;
        this.labels = labels;
    }

    /**
     * Reads one record.
     *
     * @throws BadRecord if it is neither an example nor a known order
     */
    public LogEntry read(long offset, byte[] key, byte[] value, Headers headers) {
        String order = HeaderNames.text(headers, HeaderNames.CONTROL);
        if (order != null) {
            return new Control(offset, Control.Order.of(order).orElseThrow(() -> unknown(order)));
        }
        try {
            return new Example(offset, id(key), codec.labeled(value, headers, shape, labels));
        } catch (BadImage e) {
            throw new BadRecord(e.getMessage(), e);
        }
    }

    private static String id(byte[] key) {
        if (key == null) {
            return "";
        }
        if (key.length > LONGEST_ID) {
            throw new BadRecord(
                    "key: %d bytes are more than the 1,000 allowed".formatted(key.length));
        }
        return new String(key, StandardCharsets.UTF_8);
    }

    private static BadRecord unknown(String order) {
        String known =
                Arrays.stream(Control.Order.values())
                        .map(Control.Order::wireName)
                        .collect(Collectors.joining(", "));
        return new BadRecord("control: one of %s, not \"%s\"".formatted(known, order));
    }
}
