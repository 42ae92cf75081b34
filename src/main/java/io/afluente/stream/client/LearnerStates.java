package io.afluente.stream.client;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.LearnerChunks;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic of learner states to a plain client: what only a learner needs of each version, in
 * chunks under the keys that the version's own chunks have on the topic of models. Its lineage says
 * how many there are, and proves them.
 *
 * @param client configuration of any Kafka client
 * @param topic of learner states
 * @param keys of the network
 */
record LearnerStates(Map<String, Object> client, String topic, ModelKeys keys) {

    /** The records of a version; none where it has nothing apart, or came without it. */
    List<ProducerRecord<String, byte[]>> of(Checkpoint checkpoint) {
        List<byte[]> chunks = Manifest.split(checkpoint.learner());
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            String key = keys.chunk(checkpoint.version().toString(), i);
            records.add(new ProducerRecord<>(topic, 0, key, chunks.get(i)));
        }
        return records;
    }

    /** The version with what is on the topic of it; empty where a part of that is missing. */
    Optional<Checkpoint> find(Checkpoint checkpoint) {
        LearnerChunks chunks = new LearnerChunks(checkpoint);
        String version = checkpoint.version().toString();
        CommittedRecords.each(
                client,
                new TopicPartition(topic, 0),
                record ->
                        keys.chunkOf(new String(record.key(), StandardCharsets.UTF_8))
                                .filter(chunk -> chunk.version().equals(version))
                                .ifPresent(chunk -> chunks.put(chunk.index(), record.value())));
        return chunks.whole();
    }
}
