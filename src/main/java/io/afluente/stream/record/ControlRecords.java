package io.afluente.stream.record;

import io.afluente.learn.example.Control;
import io.afluente.registry.Checkpoint;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes records that tell the learner something, in their place among the examples. */
public final class ControlRecords {
    private ControlRecords() {}

    /** An order to the learner; key and value have nothing to say. */
    public static ProducerRecord<byte[], byte[]> of(String labeledImages, Control.Order order) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(labeledImages, null, null);
        HeaderNames.put(record.headers(), HeaderNames.CONTROL, order.wireName());
        return record;
    }

    /** The order to add a label. */
    public static ProducerRecord<byte[], byte[]> addLabel(String labeledImages, String label) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(labeledImages, null, label.getBytes(StandardCharsets.UTF_8));
        HeaderNames.put(record.headers(), HeaderNames.CONTROL, Control.Order.ADD_LABEL.wireName());
        return record;
    }

    /** The order to go on from a version, which comes along whole. */
    public static ProducerRecord<byte[], byte[]> continueFrom(
            String labeledImages, Checkpoint version) {
        byte[] key = version.version().toString().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(labeledImages, key, version.file());
        HeaderNames.put(record.headers(), HeaderNames.CONTROL, Control.Order.CONTINUE.wireName());
        return record;
    }
}
