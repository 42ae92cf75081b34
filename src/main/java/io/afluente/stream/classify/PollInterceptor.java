package io.afluente.stream.classify;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Sees each poll of the main consumer on the stream's own thread, before the tasks do, and notes
 * which records came together. The records themselves pass untouched.
 */
public final class PollInterceptor implements ConsumerInterceptor<byte[], byte[]> {
    /** Configuration: the {@link PollBatches} to note the polls in. */
    static final String BATCHES = "afluente.poll.batches";

    private PollBatches batches;

    @Override
    public void configure(Map<String, ?> configs) {
        batches = (PollBatches) configs.get(BATCHES);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> poll) {
        batches.ofThisThread().note(poll);
        return poll;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
