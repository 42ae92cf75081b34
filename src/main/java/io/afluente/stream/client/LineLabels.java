package io.afluente.stream.client;

import io.afluente.model.BadNetworkException;
import io.afluente.registry.Manifest;
import io.afluente.stream.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many labels a line of versions has by now: those of the model's folder, and those that were
 * added. What is new on the topic of models is read when somebody has a label that is not among
 * them, and only then. Safe for any thread.
 */
public final class LineLabels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LineLabels.class);

    private final Map<String, Object> client;
    private final ModelsTopic models;
    private final int begun;
    private KafkaConsumer<byte[], byte[]> consumer;
    private int added;

    /**
     * @param client configuration of any Kafka client
     * @param begun how many labels the folder has
     */
    public LineLabels(Map<String, Object> client, Topics topics, String model, int begun) {
        this.client = Map.copyOf(client);
        this.models = new ModelsTopic(client, topics, model);
        this.begun = begun;
    }

    /**
     * How many there are, to somebody who has this one.
     *
     * @throws org.apache.kafka.common.KafkaException if it is not among those known, and the
     *     brokers don't answer
     */
    public synchronized int number(int label) {
        if (label >= begun + added) {
            readOn();
        }
        return begun + added;
    }

    private void readOn() {
        List<TopicPartition> partition = List.of(models.partition());
        if (consumer == null) {
            consumer = CommittedRecords.consumer(ClientName.with(client, "labels"));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
        }
        long end = consumer.endOffsets(partition).get(models.partition());
        if (consumer.position(models.partition()) > end) {
            // the topic was created again
            consumer.seekToBeginning(partition);
        }
        while (consumer.position(models.partition()) < end) {
            consumer.poll(CommittedRecords.POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null || models.keys().versionOfManifest(key).isEmpty()) {
            return;
        }
        try {
            Manifest manifest = Manifest.fromJson(record.value());
            added = Math.max(added, manifest.lineage().labelsAdded().size());
        } catch (BadNetworkException e) {
            LOG.warn("Passed over {} on {}: {}", key, record.topic(), e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
