package io.afluente.stream.record;

import io.afluente.stream.format.ValueFields;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Where a record lies: its topic, partition and offset. */
public record RecordPosition(String topic, int partition, long offset) {
    public static RecordPosition of(ConsumerRecord<?, ?> record) {
        return new RecordPosition(record.topic(), record.partition(), record.offset());
    }

    /** Of a record that was sent. */
    public static RecordPosition of(RecordMetadata sent) {
        return new RecordPosition(sent.topic(), sent.partition(), sent.offset());
    }

    /** Of a record that a topology is at. */
    public static RecordPosition of(
            org.apache.kafka.streams.processor.api.RecordMetadata processed) {
        return new RecordPosition(processed.topic(), processed.partition(), processed.offset());
    }

    /** As it is written in values. */
    Map<String, ?> fields() {
        return Map.of("topic", topic, "partition", partition, "offset", offset);
    }

    static RecordPosition of(ValueFields fields) {
        return new RecordPosition(
                fields.text("topic").orElse(null),
                (int) fields.whole("partition").orElse(-1),
                fields.whole("offset").orElse(-1));
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "-" + offset;
    }
}
