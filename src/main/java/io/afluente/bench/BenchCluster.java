package io.afluente.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.image.LabeledImage;
import io.afluente.registry.Checkpoint;
import io.afluente.service.RoleSettings;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.client.TopicReader;
import io.afluente.stream.client.TopicReader.From;
import io.afluente.stream.record.ImageRecords;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.TopicAdmin;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A broker with topics of its own for each measurement, so that none disturbs another. */
final class BenchCluster {
    private final RoleSettings defaults;
    private final Path folder;
    private final List<LabeledImage> pictures;
    private int experiments;

    /**
     * One measurement's own topics, which go with it.
     *
     * @param settings the defaults of {@code serve}, on these topics
     */
    record Experiment(RoleSettings settings) implements AutoCloseable {
        private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

        Topics topics() {
            return settings.topics();
        }

        Map<String, Object> client() {
            return settings.client();
        }

        /** Reads the committed predictions, from the first on. */
        TopicReader predictions() {
            return new TopicReader(client(), topics().predictions(), From.BEGINNING);
        }

        /** Waits until a role has committed to have read so many records of a topic. */
        long awaitRead(String role, String topic, long atLeast) {
            String group = settings.applicationIdOf(role);
            try (Admin admin = Admin.create(client())) {
                long read = committed(admin, group, topic);
                while (read < atLeast) {
                    LockSupport.parkNanos(LOOK_EVERY_NANOS);
                    read = committed(admin, group, topic);
                }
                return read;
            }
        }

        @Override
        public void close() {
            String prefix = topics().prefix();
            try (Admin admin = Admin.create(client())) {
                Set<String> all = KafkaCalls.await(admin.listTopics().names());
                KafkaCalls.await(
                        admin.deleteTopics(all.stream().filter(t -> t.startsWith(prefix)).toList())
                                .all());
            }
        }

        private static long committed(Admin admin, String group, String topic) {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    KafkaCalls.await(
                            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            return offsets.entrySet().stream()
                    .filter(e -> e.getKey().topic().equals(topic) && e.getValue() != null)
                    .mapToLong(e -> e.getValue().offset())
                    .sum();
        }
    }

    BenchCluster(RoleSettings defaults, Path folder, List<LabeledImage> pictures) {
        this.defaults = defaults;
        this.folder = folder;
        this.pictures = pictures;
    }

    /** New, empty topics and a new group. */
    Experiment next(String engine, String guarantee) {
        return next(engine, guarantee, defaults.classify().earlyCommits());
    }

    Experiment next(String engine, String guarantee, boolean earlyCommits) {
        String name = "bench" + experiments++ + "-";
        Topics topics = defaults.topics().behind(name);
        try (Admin admin = Admin.create(defaults.client())) {
            new TopicAdmin(admin, topics).create(Optional.empty(), Optional.empty());
        }
        return new Experiment(
                defaults.on(topics, name + "app", engine, guarantee)
                        .committing(earlyCommits)
                        .within(folder.resolve(name)));
    }

    void fillImages(Experiment experiment, int count) {
        fill(experiment, count, false);
    }

    void fillLabeled(Experiment experiment, int count) {
        fill(experiment, count, true);
    }

    LabeledImage picture(int number) {
        return pictures.get(number % pictures.size());
    }

    /** Which of the pictures a prediction answers, counted in the order they were sent in. */
    static int number(ConsumerRecord<byte[], byte[]> prediction) {
        return Integer.parseInt(new String(prediction.key(), UTF_8));
    }

    /** The defaults with another engine and guarantee, for what needs no topics. */
    Experiment like(String engine, String guarantee) {
        return new Experiment(defaults.on(defaults.topics(), "bench", engine, guarantee));
    }

    void publish(Experiment experiment, Checkpoint version) {
        models(experiment).publish(version);
    }

    ModelsTopic models(Experiment experiment) {
        return new ModelsTopic(
                experiment.client(),
                experiment.topics(),
                experiment.settings().network().name(),
                experiment.settings().signer());
    }

    private void fill(Experiment experiment, int count, boolean labeled) {
        String topic = labeled ? experiment.topics().labeledImages() : experiment.topics().images();
        ImageRecords records = new ImageRecords(topic, ImageRecords.Format.RAW);
        try (RecordSender sender =
                new RecordSender(
                        experiment.client(), experiment.topics().file(topic).maxMessageBytes())) {
            for (int i = 0; i < count; i++) {
                String id = Integer.toString(i);
                sender.send(
                        labeled ? records.of(id, picture(i)) : records.of(id, picture(i).image()));
            }
            sender.flush();
        }
    }
}
