package io.afluente.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestCluster;
import io.afluente.cli.CommandRun;
import io.afluente.learn.example.Control;
import io.afluente.model.BackboneSpec;
import io.afluente.registry.BackboneFolder;
import io.afluente.registry.Catalog;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Version;
import io.afluente.stream.client.BackbonesOnTopic;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.record.PlainLearning;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One line of learning under test: a labelled stream, instances that learn from it, all that they
 * say, and what an undisturbed run would have said.
 */
final class LearningLine implements AutoCloseable {
    private static final ModelKeys KEYS = new ModelKeys("mnist");
    private static final Pattern TO_OFFSET = Pattern.compile("\"toOffset\":(\\d+)");

    private final TestCluster cluster;
    private final List<String> arguments;
    private final Topics topics;
    private final Path folder;
    private final LabeledLog log;
    private final Feed feed;
    private final Told written;
    private final Told committed;

    /**
     * @param more arguments of {@code serve}, for another network
     */
    LearningLine(TestCluster cluster, Path folder, Random random, String... more) {
        this(
                cluster,
                folder,
                new LabeledLog(cluster.topics().labeledImages(), false),
                random,
                more);
    }

    /** The same with another stream. */
    LearningLine(TestCluster cluster, Path folder, LabeledLog log, Random random, String... more) {
        this.arguments = Stream.concat(EveryFeature.ARGUMENTS.stream(), Stream.of(more)).toList();
        this.cluster = cluster;
        this.topics = cluster.topics();
        this.folder = folder;
        keepEveryVersion();
        this.log = log;
        this.feed = new Feed(cluster, log, random);
        this.written = Told.written(cluster, topics.scores());
        this.committed =
                Told.committed(
                        cluster,
                        topics.scores(),
                        topics.models(),
                        topics.deadLettersOf(topics.labeledImages()));
    }

    /** An instance of the learner; not running yet. */
    Instance learner(String name) {
        return instance(name, "learn", 3);
    }

    /** An instance of several roles. */
    Instance instance(String name, String roles, int keep) {
        return new Instance(
                cluster,
                folder,
                name,
                Stream.concat(
                                Stream.of(
                                        "--roles",
                                        roles,
                                        "--keep-checkpoints",
                                        String.valueOf(keep)),
                                arguments.stream())
                        .toList());
    }

    /** The labelled stream. */
    Feed feed() {
        return feed;
    }

    /** How far scores are written, whether or not they will be committed. */
    long writtenUpTo() {
        return upTo(written.look());
    }

    /** How far scores are committed. */
    long committedUpTo() {
        committed.look();
        return upTo(committed.of(topics.scores()));
    }

    /** Waits until a mini-batch is committed that was not there at the call. */
    void awaitMore(Instance learner) {
        committed.catchUp();
        int before = scores().size();
        Chaos.await(
                "one more score",
                () -> {
                    learner.requireAlive();
                    committed.look();
                    return scores().size() > before;
                });
    }

    /** Waits until learning from records beyond that many is committed. */
    void awaitCommitted(long records, Instance learner) {
        Chaos.await(
                "records beyond " + records + " are learned",
                () -> {
                    learner.requireAlive();
                    return committedUpTo() > records;
                });
    }

    /** Deletes the topic that keeps what was learned; only while no learner runs. */
    void loseState() {
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.deleteTopics(List.of(group() + "-learner-changelog")).all());
        }
    }

    /** Waits until two instances make up the group: one learns, the other one stands by. */
    void awaitStandby() {
        try (Admin admin = Admin.create(cluster.client())) {
            Chaos.await(
                    "a second member is in the group",
                    () -> {
                        ConsumerGroupDescription group =
                                KafkaCalls.await(
                                        admin.describeConsumerGroups(List.of(group()))
                                                .describedGroups()
                                                .get(group()));
                        return group.groupState() == GroupState.STABLE
                                && group.members().size() == 2;
                    });
        }
    }

    /** Names of the files of all versions that are on the topic of models now. */
    List<String> filesOfVersionsOnTopic() {
        return new ModelsTopic(cluster.client(), topics, KEYS.model())
                .catalog().manifests().stream().map(m -> m.version() + ".zip").toList();
    }

    /** Waits until so many records are read, and that is committed. */
    void awaitRead(long records) {
        TopicPartition log = new TopicPartition(topics.labeledImages(), 0);
        try (Admin admin = Admin.create(cluster.client())) {
            Chaos.await(
                    records + " records are read",
                    () -> {
                        OffsetAndMetadata read =
                                KafkaCalls.await(
                                                admin.listConsumerGroupOffsets(group())
                                                        .partitionsToOffsetAndMetadata())
                                        .get(log);
                        return read != null && read.offset() == records;
                    });
        }
    }

    /** Sends the rest and a last order, and waits for the checkpoint of all. */
    void finish(Instance learner, int records) {
        feed.upTo(records);
        Chaos.await("all are sent", () -> feed.sent() == records);
        cluster.send(List.of(ControlRecords.of(topics.labeledImages(), Control.Order.CHECKPOINT)));
        Chaos.await(
                "the checkpoint of all",
                () -> {
                    learner.requireAlive();
                    return committed.look().stream().anyMatch(r -> endsAt(r, records + 1));
                });
        // a transaction shows at one partition sooner than at another
        long last = upTo(written.catchUp().of(topics.scores()));
        Chaos.await("its scores", () -> committedUpTo() >= last);
    }

    /** The proof: scores, checkpoints and dead letters are those of an undisturbed run. */
    void assertLikeUndisturbed(int records) {
        PlainLearning plain =
                PlainLearning.of(
                        cluster.client(),
                        topics,
                        first(),
                        EveryFeature.settings(arguments),
                        records + 1,
                        this::backbone);
        assertThat(scores()).as("scores").isEqualTo(plain.scores());
        assertThat(versions())
                .as("versions, each announced once")
                .containsExactlyElementsOf(
                        plain.checkpoints().stream().map(c -> c.version().toString()).toList());
        assertThat(committed.of(topics.deadLettersOf(topics.labeledImages())))
                .as("dead letters")
                .hasSize((int) log.useless(records));
        Checkpoint last = plain.checkpoints().get(plain.checkpoints().size() - 1);
        assertThat(last.lineage().examples()).isEqualTo(log.pictures(records));
        assertThat(last.lineage().labelsAdded()).isEqualTo(log.added(records));
        assertThat(rebuild(last.version())).contains("the same bytes");
        assertThat(rebuild(last.version(), "--from-beginning")).contains("the same bytes");
    }

    /** What the undisturbed run takes from the topic. */
    private Path backbone(BackboneSpec spec) {
        ModelsTopic models = new ModelsTopic(cluster.client(), topics, KEYS.model());
        return new BackbonesOnTopic(models, new BackboneFolder(folder.resolve("undisturbed")))
                .file(spec);
    }

    /** Whatever programs took part: nobody speaks of a version that was never published. */
    void assertNoGhosts() {
        List<Manifest> manifests = announced();
        List<String> names = manifests.stream().map(Manifest::version).toList();
        assertThat(names).as("each announced once").doesNotHaveDuplicates();
        assertThat(manifests)
                .as("parents")
                .filteredOn(manifest -> manifest.lineage().parent() != null)
                .allSatisfy(m -> assertThat(names).contains(m.lineage().parent()));
        Catalog catalog = catalog();
        assertThat(catalog.checkpoint(catalog.candidate().orElseThrow())).isPresent();
    }

    /** The releases that made versions. */
    List<String> releases() {
        return announced().stream().map(m -> m.lineage().code()).distinct().toList();
    }

    /** All manifests, those of versions that were taken away since among them. */
    private List<Manifest> announced() {
        return committed.catchUp().of(topics.models()).stream()
                .filter(record -> record.value() != null)
                .filter(record -> KEYS.versionOfManifest(key(record)).isPresent())
                .map(record -> Manifest.fromJson(record.value()))
                .toList();
    }

    /** What {@code models rebuild} says of the latest version. */
    String rebuildLatest() {
        Version latest = Version.parse(catalog().manifests().get(0).version());
        return rebuild(latest, "--from-beginning", "--checkpoint-dir", checkpoints());
    }

    private String checkpoints() {
        return folder.resolve("checkpoints").toString();
    }

    private Catalog catalog() {
        return new ModelsTopic(cluster.client(), topics, KEYS.model()).catalog();
    }

    @Override
    public void close() {
        feed.close();
        written.close();
        committed.close();
    }

    /** Versions that the learner takes away stay readable: a test compares all of them. */
    private void keepEveryVersion() {
        ConfigResource models = new ConfigResource(ConfigResource.Type.TOPIC, topics.models());
        AlterConfigOp late =
                new AlterConfigOp(
                        new ConfigEntry(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, "3600000"),
                        AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.incrementalAlterConfigs(Map.of(models, List.of(late))).all());
        }
    }

    private String group() {
        return Instance.applicationId(cluster) + "-learn-" + KEYS.model();
    }

    private List<String> scores() {
        return committed.textsOf(topics.scores());
    }

    /** The versions in the order in which they were announced; the first was there before. */
    private List<String> versions() {
        return committed.of(topics.models()).stream()
                .filter(record -> record.value() != null)
                .flatMap(record -> KEYS.versionOfManifest(key(record)).stream())
                .filter(version -> Version.parse(version).sequence() > 0)
                .toList();
    }

    private String rebuild(Version version, String... more) {
        String[] all = Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
        CommandRun run =
                CommandRun.of(cluster.arguments("models rebuild " + version + " --verify", all));
        return run.out() + run.err();
    }

    private Checkpoint first() {
        ModelsTopic models = new ModelsTopic(cluster.client(), topics, KEYS.model());
        Catalog catalog = models.catalog();
        List<Manifest> manifests = catalog.manifests();
        Version oldest = Version.parse(manifests.get(manifests.size() - 1).version());
        return catalog.checkpoint(oldest).flatMap(models::whole).orElseThrow();
    }

    private boolean endsAt(ConsumerRecord<byte[], byte[]> record, long next) {
        return record.topic().equals(topics.models())
                && record.value() != null
                && KEYS.versionOfManifest(key(record)).isPresent()
                && Manifest.fromJson(record.value()).lineage().nextOffset() == next;
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    private static long upTo(List<ConsumerRecord<byte[], byte[]>> scores) {
        if (scores.isEmpty()) {
            return 0;
        }
        byte[] last = scores.get(scores.size() - 1).value();
        Matcher offset = TO_OFFSET.matcher(new String(last, UTF_8));
        return offset.find() ? Long.parseLong(offset.group(1)) + 1 : 0;
    }
}
