package io.afluente.stream.client;

import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import io.afluente.stream.client.TopicReader.From;
import io.afluente.stream.topic.KafkaCalls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Points to a version so that it stays: classifiers follow at once, and so does the learner, but
 * what the learner takes away before it has seen the pointer is put back.
 */
public final class Promotion {
    /** Far longer than a running learner needs to hear of a pointer. */
    private static final Duration WATCH = Duration.ofSeconds(2);

    private final ModelsTopic models;
    private final Duration watch;

    public Promotion(ModelsTopic models) {
        this(models, WATCH);
    }

    /**
     * @param watch how long a learner may need to see a pointer
     */
    public Promotion(ModelsTopic models, Duration watch) {
        this.models = models;
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
        try (TopicReader reader =
                new TopicReader(models.client(), models.partition().topic(), From.NOW)) {
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
        Predicate<ConsumerRecord<byte[], byte[]>> takenAway =
                record -> record.value() == null && isOf(checkpoint.version(), record.key());
        boolean putBack = putBack(checkpoint, reader.last(written(), takenAway).isPresent());
        putBack |= putBack(checkpoint, comesInAWhile(reader, takenAway));
        putBack |= putBack(checkpoint, reader.last(written(), takenAway).isPresent());
        return putBack;
    }

    private boolean putBack(Checkpoint checkpoint, boolean takenAway) {
        if (takenAway) {
            models.put(checkpoint);
        }
        return takenAway;
    }

    private boolean comesInAWhile(
            TopicReader reader, Predicate<ConsumerRecord<byte[], byte[]>> awaited) {
        boolean came = false;
        long end = System.nanoTime() + watch.toNanos();
        while (System.nanoTime() - end < 0) {
            for (ConsumerRecord<byte[], byte[]> record : reader.next()) {
                came |= awaited.test(record);
            }
        }
        return came;
    }

    /** Where the topic ends now, with all that may yet be committed or aborted. */
    private Map<TopicPartition, Long> written() {
        TopicPartition partition = models.partition();
        try (Admin admin = Admin.create(models.client())) {
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
        String manifest = models.keys().manifest(version.toString());
        return name.equals(manifest) || name.startsWith(manifest + "/");
    }
}
