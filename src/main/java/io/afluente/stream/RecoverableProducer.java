package io.afluente.stream;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that tells Kafka Streams in its own terms that the broker has rolled a transaction
 * back, so that its tasks do the work again.
 *
 * <p>A broker does so when the transaction has lasted too long, as it has where Kafka was gone. A
 * commit that was already on its way is answered by brokers up to 4.3 with an invalid state, which
 * ends a stream thread, where a fenced producer was meant (KAFKA-20785).
 */
class RecoverableProducer extends KafkaProducer<byte[], byte[]> {
    RecoverableProducer(Map<String, Object> config) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void commitTransaction() {
        try {
            super.commitTransaction();
        } catch (InvalidTxnStateException e) {
            throw new ProducerFencedException("Kafka has rolled the transaction back: " + e.getMessage());
        }
    }
}
