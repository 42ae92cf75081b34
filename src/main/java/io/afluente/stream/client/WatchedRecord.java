package io.afluente.stream.client;

import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.record.TopicCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A committed record as somebody sees it who watches topics, and knows no Kafka. */
public final class WatchedRecord {
    private final ConsumerRecord<byte[], byte[]> record;
    private final boolean fresh;

    public WatchedRecord(ConsumerRecord<byte[], byte[]> record, boolean fresh) {
        this.record = record;
        this.fresh = fresh;
    }

    public RecordPosition source() {
        return RecordPosition.of(record);
    }

    public String topic() {
        return record.topic();
    }

    /** Its key as text; empty without one. */
    public String key() {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    /** Null where something was taken away. */
    public byte[] value() {
        return record.value();
    }

    /** What it says. */
    public <T> T read(TopicCodec<T> codec) {
        return codec.read(record);
    }

    /** In milliseconds since 1970. */
    public long timestamp() {
        return record.timestamp();
    }

    /** A header as text. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(HeaderNames.text(record.headers(), name));
    }

    /** Whether it was written since the watch began. */
    public boolean isFresh() {
        return fresh;
    }

    /** What a DLQ says of it. */
    public DeadLetter deadLetter() {
        return new DeadLetter(record);
    }
}
