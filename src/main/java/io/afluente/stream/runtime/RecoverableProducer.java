package io.afluente.stream.runtime;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that tells Kafka Streams in its own terms that a transaction has come to nothing, so
 * that its tasks go back to what is committed and do the rest again.
 *
 * <p>A broker that was gone for a while says so in two ways that end a stream thread. It has rolled
 * back what lasted too long, and answers a commit that was already on its way with an invalid state
 * where a fenced producer was meant (KAFKA-20785, in brokers up to 4.3). Or it answers with an
 * error of its own, as one of 56 that had been killed did: nobody knows then whether the commit
 * counts, and what is committed tells.
 */
class RecoverableProducer extends KafkaProducer<byte[], byte[]> {
    private final CommitPatience patience;

    /**
     * @param patience of the thread whose producer this is
     */
    RecoverableProducer(Map<String, Object> config, CommitPatience patience) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.patience = patience;
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        try {
            super.sendOffsetsToTransaction(offsets, group);
        } catch (KafkaException e) {
            throw told(e, patience);
        }
    }

    @Override
    public void commitTransaction() {
        try {
            super.commitTransaction();
        } catch (KafkaException e) {
            throw told(e, patience);
        }
        patience.committed();
    }

    /** What to throw for a fault; throws by itself where patience ends. */
    static KafkaException told(KafkaException fault, CommitPatience patience) {
        KafkaException told = inTermsOfStreams(fault);
        if (told != fault) {
            patience.lost(fault);
        }
        return told;
    }

    static KafkaException inTermsOfStreams(KafkaException fault) {
        if (!(fault instanceof InvalidTxnStateException) && !isOfTheBroker(fault)) {
            return fault;
        }
        ProducerFencedException fenced =
                new ProducerFencedException(
                        "what is not committed is done again: " + fault.getMessage());
        fenced.initCause(fault);
        return fenced;
    }

    // answers that a client knows no better name for; a wrapped fault has a cause
    private static boolean isOfTheBroker(KafkaException fault) {
        return fault.getClass() == KafkaException.class && fault.getCause() == null;
    }
}
