package io.afluente.chaos;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.cli.CommandRun;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A stream of images under test: instances that answer them by models that change, and all the
 * answers.
 */
final class AnsweringLine implements AutoCloseable {
    private static final int SAMPLE = Integer.getInteger("chaos.sample", 300);

    private final TestCluster cluster;
    private final Topics topics;
    private final Path folder;
    private final Feed feed;
    private final Told told;
    private int models;

    AnsweringLine(TestCluster cluster, Path folder, Random random) {
        this.cluster = cluster;
        this.topics = cluster.topics();
        this.folder = folder;
        this.feed = new Feed(cluster, new ImageLog(topics.images()), random);
        this.told =
                Told.committed(
                        cluster, topics.predictions(), topics.deadLettersOf(topics.images()));
    }

    /** An instance of the classifier; not running yet. */
    Instance classifier(String name, String... arguments) {
        List<String> classify =
                Stream.concat(
                                Stream.of("--roles", "classify", "--classify-threads", "1"),
                                Stream.of(arguments))
                        .toList();
        return new Instance(cluster, folder, name, classify);
    }

    /** The images. */
    Feed feed() {
        return feed;
    }

    /** Publishes a model that answers otherwise, for all to swap to. */
    void changeModel() {
        new ModelsTopic(cluster.client(), topics, "mnist")
                .publish(TestNetworks.untrained(models, 1 + models));
        models++;
    }

    /** How many images are answered, or dead letters, for good. */
    int settled() {
        return told.look().size();
    }

    /** Waits until so many images are settled. */
    void awaitSettled(int count, Instance... classifiers) {
        Chaos.await(
                count + " images are answered",
                () -> {
                    Stream.of(classifiers).forEach(Instance::requireAlive);
                    return settled() >= count;
                });
    }

    /** Waits until the last answer on every partition is by a version. */
    void awaitAll(Checkpoint version) {
        String name = version.version().toString();
        Chaos.await(
                "all answer by " + name,
                () -> {
                    told.look();
                    return lastVersions().stream().allMatch(name::equals);
                });
    }

    /** By which version the last image of each partition was answered. */
    Collection<String> lastVersions() {
        List<ConsumerRecord<byte[], byte[]>> answers = told.of(topics.predictions());
        int partitions = topics.file(topics.images()).partitions().usual();
        Map<Integer, String> last = new TreeMap<>();
        for (int i = answers.size() - 1; i >= 0 && last.size() < partitions; i--) {
            last.putIfAbsent(answers.get(i).partition(), answerOf(answers.get(i)).version());
        }
        return last.values();
    }

    /** Waits until so many instances have partitions to answer. */
    void awaitAtWork(int instances) {
        String group = Instance.applicationId(cluster) + "-classify-mnist";
        try (Admin admin = Admin.create(cluster.client())) {
            Chaos.await(
                    instances + " instances have partitions",
                    () -> atWork(admin, group) == instances);
        }
    }

    private static long atWork(Admin admin, String group) {
        return KafkaCalls.await(admin.describeConsumerGroups(List.of(group)).all())
                .get(group)
                .members()
                .stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    /** The proof: each picture answered once, in order, and as its model answers it. */
    void assertAllAnsweredOnceAndInOrder() {
        awaitSettled(feed.sent());
        List<ConsumerRecord<byte[], byte[]>> images = cluster.read(topics.images());
        assertThat(byPartition(told.of(topics.predictions()), AnsweringLine::sourceOf))
                .as("sources of predictions, partition by partition")
                .isEqualTo(
                        byPartition(images.stream().filter(ImageLog::isPicture), this::position));
        assertThat(told.of(topics.deadLettersOf(topics.images())).stream().map(this::deadPosition))
                .as("sources of dead letters")
                .containsExactlyInAnyOrderElementsOf(
                        images.stream()
                                .filter(image -> !ImageLog.isPicture(image))
                                .map(this::position)
                                .toList());
        assertThat(verify()).contains(" come out the same bit for bit, 0 differ, 0 can't be");
    }

    /** How many versions have answered. */
    long versions() {
        return told.of(topics.predictions()).stream()
                .map(AnsweringLine::answerOf)
                .map(PredictionRecord::version)
                .distinct()
                .count();
    }

    /** The largest slice that any answer came from. */
    int largestSlice() {
        return told.of(topics.predictions()).stream()
                .mapToInt(
                        r ->
                                Integer.parseInt(
                                        HeaderNames.text(r.headers(), HeaderNames.SLICE_SIZE)))
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        feed.close();
        told.close();
    }

    private String verify() {
        CommandRun run =
                CommandRun.of(
                        cluster.arguments(
                                "models verify --predictions", "--sample", String.valueOf(SAMPLE)));
        return run.out() + run.err();
    }

    private static Map<Integer, List<RecordPosition>> byPartition(
            List<ConsumerRecord<byte[], byte[]>> records,
            Function<ConsumerRecord<byte[], byte[]>, RecordPosition> source) {
        return byPartition(records.stream(), source);
    }

    private static Map<Integer, List<RecordPosition>> byPartition(
            Stream<ConsumerRecord<byte[], byte[]>> records,
            Function<ConsumerRecord<byte[], byte[]>, RecordPosition> source) {
        return records.collect(
                groupingBy(ConsumerRecord::partition, TreeMap::new, mapping(source, toList())));
    }

    private RecordPosition position(ConsumerRecord<byte[], byte[]> record) {
        return RecordPosition.of(record);
    }

    private RecordPosition deadPosition(ConsumerRecord<byte[], byte[]> record) {
        return new DeadLetter(record).source().orElseThrow();
    }

    private static RecordPosition sourceOf(ConsumerRecord<byte[], byte[]> record) {
        return answerOf(record).source();
    }

    private static PredictionRecord answerOf(ConsumerRecord<byte[], byte[]> record) {
        return new PredictionCodec().read(record);
    }
}
