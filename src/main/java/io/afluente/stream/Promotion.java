package io.afluente.stream;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Version;
import io.afluente.stream.TopicReader.From;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Pins a version so that it stays: classifiers follow at once, and so does the learner, but what
 * the learner takes away before it has seen the pin is put back.
 */
public final class Promotion {
    private final Map<String, Object> client;
    private final String topic;
    private final ModelsTopic models;
    private final String model;
    private final Duration watch;

    /**
     * @param client configuration of any Kafka client
     * @param topic of models
     * @param model name of the network
     * @param watch how long a learner may need to see a pin
     */
    public Promotion(Map<String, Object> client, String topic, String model, Duration watch) {
        this.client = Map.copyOf(client);
        this.topic = topic;
        this.models = new ModelsTopic(client, topic, model);
        this.model = model;
        this.watch = watch;
    }

    /**
     * Has every classifier answer by a version; puts it on the topic first if it is not there.
     *
     * @param pinned told as soon as the pin is on the topic, before the watch begins
     * @return whether the version had to be put back on the topic meanwhile
     */
    public boolean promote(Checkpoint checkpoint, Runnable pinned) {
        Version version = checkpoint.version();
        try (TopicReader reader = new TopicReader(client, topic, From.NOW)) {
            if (models.catalog().checkpoint(version).isEmpty()) {
                models.put(checkpoint);
            }
            models.pin(version);
            pinned.run();
            return guard(checkpoint, reader);
        }
    }

    private boolean guard(Checkpoint checkpoint, TopicReader reader) {
        boolean putBack = false;
        long end = System.nanoTime() + watch.toNanos();
        while (System.nanoTime() - end < 0) {
            boolean takenAway = false;
            for (ConsumerRecord<byte[], byte[]> record : reader.next()) {
                takenAway |= record.value() == null && isOf(checkpoint.version(), record.key());
            }
            if (takenAway) {
                models.put(checkpoint);
                putBack = true;
            }
        }
        return putBack;
    }

    private boolean isOf(Version version, byte[] key) {
        String name = new String(key, StandardCharsets.UTF_8);
        String manifest = new ModelKeys(model).manifest(version.toString());
        return name.equals(manifest) || name.startsWith(manifest + "/");
    }
}
