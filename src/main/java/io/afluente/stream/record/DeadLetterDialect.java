package io.afluente.stream.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * How a dead letter says why it is one and where it came from: by headers that begin alike, ours
 * and those of others. Anybody may write them, so what they say is a hint and may be missing.
 */
enum DeadLetterDialect {
    OURS(
            "dlq.",
            HeaderNames.DLQ_TOPIC,
            HeaderNames.DLQ_PARTITION,
            HeaderNames.DLQ_OFFSET,
            HeaderNames.DLQ_REASON,
            HeaderNames.DLQ_REASON),
    /** Kafka Streams, since KIP-1034. */
    STREAMS(
            "__streams.errors.",
            "__streams.errors.topic",
            "__streams.errors.partition",
            "__streams.errors.offset",
            "__streams.errors.message",
            "__streams.errors.exception"),
    /** Sinks of Kafka Connect. */
    CONNECT(
            "__connect.errors.",
            "__connect.errors.topic",
            "__connect.errors.partition",
            "__connect.errors.offset",
            "__connect.errors.exception.message",
            "__connect.errors.exception.class.name"),
    /** Spring for Apache Kafka, which writes its numbers as bytes. */
    SPRING(
            "kafka_dlt-",
            "kafka_dlt-original-topic",
            "kafka_dlt-original-partition",
            "kafka_dlt-original-offset",
            "kafka_dlt-exception-message",
            "kafka_dlt-exception-fqcn");

    private final String start;
    private final String topic;
    private final String partition;
    private final String offset;
    private final String message;
    private final String exception;

    DeadLetterDialect(
            String start,
            String topic,
            String partition,
            String offset,
            String message,
            String exception) {
        this.start = start;
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.message = message;
        this.exception = exception;
    }

    /** Whether a header was not the record's own. */
    static boolean explains(String header) {
        return Arrays.stream(values()).anyMatch(dialect -> header.startsWith(dialect.start));
    }

    /** Why it is a dead letter, in the words of the first who says so. */
    static Optional<String> reason(Headers headers) {
        return Arrays.stream(values()).flatMap(d -> d.reasonIn(headers).stream()).findFirst();
    }

    /** Where it came from, as the first says who says all of it. */
    static Optional<RecordPosition> source(Headers headers) {
        return Arrays.stream(values()).flatMap(d -> d.sourceIn(headers).stream()).findFirst();
    }

    /** Says in this dialect why a record is a dead letter, and where it lies. */
    void explain(Headers headers, String reason, RecordPosition source) {
        HeaderNames.put(headers, message, reason);
        HeaderNames.put(headers, topic, source.topic());
        HeaderNames.put(headers, partition, source.partition());
        HeaderNames.put(headers, offset, source.offset());
        if (!exception.equals(message)) {
            HeaderNames.put(headers, exception, BadRecordException.class.getName());
        }
    }

    private Optional<String> reasonIn(Headers headers) {
        return text(headers, message).or(() -> text(headers, exception));
    }

    private Optional<RecordPosition> sourceIn(Headers headers) {
        Optional<String> name = text(headers, topic);
        OptionalLong number = number(headers, partition);
        OptionalLong at = number(headers, offset);
        boolean whole =
                name.isPresent()
                        && number.isPresent()
                        && number.getAsLong() == (int) number.getAsLong()
                        && at.isPresent();
        return whole
                ? Optional.of(
                        new RecordPosition(name.get(), (int) number.getAsLong(), at.getAsLong()))
                : Optional.empty();
    }

    private static Optional<String> text(Headers headers, String name) {
        return Optional.ofNullable(HeaderNames.text(headers, name)).filter(text -> !text.isBlank());
    }

    /** A number from 0 on, in digits or in the four or eight bytes of an int or a long. */
    private static OptionalLong number(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return OptionalLong.empty();
        }
        byte[] bytes = header.value();
        String text = new String(bytes, StandardCharsets.UTF_8);
        OptionalLong number =
                text.matches("[0-9]+")
                        ? WholeNumber.of(text)
                        : switch (bytes.length) {
                            case Integer.BYTES -> OptionalLong.of(ByteBuffer.wrap(bytes).getInt());
                            case Long.BYTES -> OptionalLong.of(ByteBuffer.wrap(bytes).getLong());
                            default -> OptionalLong.empty();
                        };
        return number.stream().filter(n -> n >= 0).findFirst();
    }
}
