package io.afluente.stream;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Signer;
import io.afluente.registry.Version;
import io.afluente.stream.TopicReader.From;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Points to a version so that it stays: classifiers follow at once, and so does the learner, but
 * what the learner takes away before it has seen the pointer is put back.
 */
public final class Promotion {
    private final Map<String, Object> client;
    private final String topic;
    private final ModelsTopic models;
    private final String model;
    private final Duration watch;

    /**
     * @param client configuration of any Kafka client
     * @param topics among them that of models
     * @param model name of the network
     * @param signer signs what is put on it, and says which versions may be taken
     * @param watch how long a learner may need to see a pointer
     */
    public Promotion(
            Map<String, Object> client,
            Topics topics,
            String model,
            Signer signer,
            Duration watch) {
        this.client = Map.copyOf(client);
        this.topic = topics.models();
        this.models = new ModelsTopic(client, topics, model, signer);
        this.model = model;
        this.watch = watch;
    }

    /**
     * Has every classifier answer by a version; puts it on the topic first if it is not there.
     *
     * @param pinned told as soon as the pin is on the topic, before the watch begins
     * @return whether the version had to be put back on the topic meanwhile
     */
    public boolean promote(Checkpoint version, Runnable pinned) {
        return point(version, () -> models.pin(version.version()), pinned);
    }

    /** The same for the version that answers in the shadow of the one that serves. */
    public boolean shadow(Checkpoint version, Runnable pointed) {
        return point(version, () -> models.shadow(version.version()), pointed);
    }

    /** The same for the version that answers a share of the keys. */
    public boolean challenge(Checkpoint version, double share, Runnable pointed) {
        return point(version, () -> models.challenge(version.version(), share), pointed);
    }

    private boolean point(Checkpoint version, Runnable pointer, Runnable pointed) {
        // while it is there: the learner takes away both halves together
        Checkpoint checkpoint = models.whole(version).orElse(version);
        try (TopicReader reader = new TopicReader(client, topic, From.NOW)) {
            if (models.catalog().checkpoint(version.version()).isEmpty()) {
                models.put(checkpoint);
            }
            pointer.run();
            pointed.run();
            return guard(checkpoint, reader);
        }
    }

    /**
     * A learner doesn't hear of the pointer before the transactions that were open at the time have
     * ended, its own among them; and what it decides until it has heard is seen only when that
     * transaction has ended, too.
     */
    private boolean guard(Checkpoint checkpoint, TopicReader reader) {
        boolean putBack = putBack(checkpoint, each -> reader.readTo(written(), each));
        putBack |= putBack(checkpoint, each -> readForAWhile(reader, each));
        putBack |= putBack(checkpoint, each -> reader.readTo(written(), each));
        return putBack;
    }

    private boolean putBack(
            Checkpoint checkpoint, Consumer<Consumer<ConsumerRecord<byte[], byte[]>>> reading) {
        boolean[] takenAway = {false};
        reading.accept(
                record ->
                        takenAway[0] |=
                                record.value() == null && isOf(checkpoint.version(), record.key()));
        if (takenAway[0]) {
            models.put(checkpoint);
        }
        return takenAway[0];
    }

    private void readForAWhile(TopicReader reader, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long end = System.nanoTime() + watch.toNanos();
        while (System.nanoTime() - end < 0) {
            reader.next().forEach(each);
        }
    }

    /** Where the topic ends now, with all that may yet be committed or aborted. */
    private Map<TopicPartition, Long> written() {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(client)) {
            long end =
                    KafkaCalls.await(
                                    admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                            .partitionResult(partition))
                            .offset();
            return Map.of(partition, end);
        }
    }

    private boolean isOf(Version version, byte[] key) {
        String name = new String(key, StandardCharsets.UTF_8);
        String manifest = new ModelKeys(model).manifest(version.toString());
        return name.equals(manifest) || name.startsWith(manifest + "/");
    }
}
