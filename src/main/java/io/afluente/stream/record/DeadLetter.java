package io.afluente.stream.record;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that could not be used, as it lies in a DLQ.
 *
 * @param record with its original key, value and headers, and ours that say why
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record) {
    /** What a record takes beside its parts, and the batch that it travels in. */
    private static final int OVERHEAD = 256;

    /**
     * Makes the dead letter of a record. Brokers take compressed records by the size they travel
     * in, and read they may be larger than the DLQ takes: then the value is left out, and where
     * that is not enough, all of it. A header says so, and the position says where it lies.
     *
     * @param time of the letter, in milliseconds
     * @param maxBytes that the DLQ takes
     */
    public static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> record,
            String reason,
            String dlq,
            long time,
            int maxBytes) {
        RecordPosition source = RecordPosition.of(record);
        RecordHeaders headers = new RecordHeaders(record.headers().toArray());
        explain(headers, reason, source);
        byte[] key = record.key();
        byte[] value = record.value();
        if (!fits(key, value, headers, maxBytes)) {
            HeaderNames.put(headers, HeaderNames.DLQ_LEFT_OUT, "value");
            value = null;
        }
        if (!fits(key, value, headers, maxBytes)) {
            headers = new RecordHeaders();
            explain(headers, reason, source);
            HeaderNames.put(headers, HeaderNames.DLQ_LEFT_OUT, "key, value and headers");
            key = null;
        }
        return new ProducerRecord<>(dlq, null, time, key, value, headers);
    }

    private static boolean fits(byte[] key, byte[] value, Headers headers, int maxBytes) {
        return RecordBounds.bytes(key, value, headers) + OVERHEAD <= maxBytes;
    }

    /** Adds headers that say why a record can't be used, and where it lies: ours and Kafka's. */
    public static void explain(Headers headers, String reason, RecordPosition source) {
        DeadLetterDialect.OURS.explain(headers, reason, source);
        DeadLetterDialect.STREAMS.explain(headers, reason, source);
    }

    /** Where it lies in the DLQ. */
    public RecordPosition position() {
        return RecordPosition.of(record);
    }

    /** Why it could not be used. */
    public String reason() {
        return DeadLetterDialect.reason(record.headers()).orElse("no reason given");
    }

    /** Where it came from; empty if its headers don't say so. */
    public Optional<RecordPosition> source() {
        return DeadLetterDialect.source(record.headers());
    }

    /** What it lacks of the record that could not be used; empty if it is whole. */
    public Optional<String> leftOut() {
        return Optional.ofNullable(HeaderNames.text(record.headers(), HeaderNames.DLQ_LEFT_OUT));
    }

    /** Whether its fault may pass, so that it is worth sending again as it is. */
    public boolean isPassing() {
        return "true".equals(HeaderNames.text(record.headers(), HeaderNames.DLQ_PASSING));
    }

    /** The headers it was sent with. */
    public Headers headers() {
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!DeadLetterDialect.explains(header.key())) {
                headers.add(header);
            }
        }
        return headers;
    }

    /** The record as it was sent once, to be sent again to where it came from. */
    public ProducerRecord<byte[], byte[]> original(RecordPosition source) {
        return new ProducerRecord<>(
                source.topic(), source.partition(), record.key(), record.value(), headers());
    }
}
