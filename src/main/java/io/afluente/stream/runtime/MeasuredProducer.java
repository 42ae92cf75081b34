package io.afluente.stream.runtime;

import io.afluente.meter.Meters;
import io.afluente.trace.Tracing;
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
    private final ThreadCommits commits;
    private final CommitSpans spans;
    private final boolean transactional;
    private boolean waiting;
    private long since;
    private long began;

    MeasuredProducer(
            Map<String, Object> config,
            Meters.Sample commitSeconds,
            CommitPatience patience,
            Tracing tracing) {
        super(config, patience);
        this.spans = new CommitSpans(tracing);
        this.commitSeconds = commitSeconds;
        this.pace = (CommitPace) config.getOrDefault(CommitPace.CONFIG, new CommitPace());
        this.commits =
                (ThreadCommits) config.getOrDefault(ThreadCommits.CONFIG, new ThreadCommits());
        this.transactional = config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG) != null;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        if (!waiting) {
            waiting = true;
            since = System.nanoTime();
        }
        spans.sent(record);
        return super.send(record, callback);
    }

    /** A commit begins with what it has read. */
    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        began = pace.now();
        spans.begin(offsets, group.groupId());
        super.sendOffsetsToTransaction(offsets, group);
    }

    @Override
    public void commitTransaction() {
        try {
            super.commitTransaction();
        } catch (RuntimeException e) {
            spans.aborted();
            throw e;
        }
        pace.committed(began);
        committed();
    }

    @Override
    public void abortTransaction() {
        super.abortTransaction();
        waiting = false;
        spans.aborted();
    }

    @Override
    public void flush() {
        if (transactional) {
            super.flush();
            return;
        }
        spans.begin();
        super.flush();
        committed();
    }

    private void committed() {
        commits.committed();
        if (waiting) {
            waiting = false;
            commitSeconds.record((System.nanoTime() - since) / 1e9);
        }
        spans.committed();
    }
}
