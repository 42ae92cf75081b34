package io.afluente.stream.runtime;

import io.afluente.stream.record.PredictionRecord;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Puts a prediction on the partition number of its image, whatever partitioner its producer used.
 */
public final class SamePartition implements StreamPartitioner<byte[], PredictionRecord> {
    @Override
    public Optional<Set<Integer>> partitions(
            String topic, byte[] key, PredictionRecord answer, int partitions) {
        return Optional.of(Set.of(answer.source().partition()));
    }
}
