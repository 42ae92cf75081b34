package io.afluente.stream;

import io.afluente.learn.Control;
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
}
