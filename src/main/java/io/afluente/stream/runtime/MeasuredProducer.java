package io.afluente.stream.runtime;

import io.afluente.meter.Meters;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A producer that measures from the first record sent to the commit that shows it: of a
 * transaction, or, without transactions, to the flush that Kafka Streams commits after.
 */
final class MeasuredProducer extends RecoverableProducer {
    private final Meters.Sample commitSeconds;
    private final CommitPace pace;
    private final boolean transactional;
    private boolean waiting;
    private long since;
    private long began;

    MeasuredProducer(
            Map<String, Object> config, Meters.Sample commitSeconds, CommitPatience patience) {
        super(config, patience);
        this.commitSeconds = commitSeconds;
        this.pace = (CommitPace) config.getOrDefault(CommitPace.CONFIG, new CommitPace());
        this.transactional = config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG) != null;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        if (!waiting) {
            waiting = true;
            since = System.nanoTime();
        }
        return super.send(record, callback);
    }

    /** A commit begins with what it has read. */
    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        began = pace.now();
        super.sendOffsetsToTransaction(offsets, group);
    }

    @Override
    public void commitTransaction() {
        super.commitTransaction();
        pace.committed(began);
        committed();
    }

    @Override
    public void abortTransaction() {
        super.abortTransaction();
        waiting = false;
    }

    @Override
    public void flush() {
        super.flush();
        if (!transactional) {
            committed();
        }
    }

    private void committed() {
        if (waiting) {
            waiting = false;
            commitSeconds.record((System.nanoTime() - since) / 1e9);
        }
    }
}
