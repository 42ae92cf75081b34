package io.afluente.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.cli.CommandRun;
import io.afluente.registry.Catalog;
import io.afluente.registry.Version;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.ImageRecords;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * However many checkpoints a line makes ({@code -Dchaos.checkpoints}), what is kept of them stays
 * the same: on the topic of models, and in the memory of who follows it.
 */
@ExtendWith(BrokerExtension.class)
class ManyCheckpointsIT {
    private static final int CHECKPOINTS = Integer.getInteger("chaos.checkpoints", 300);
    private static final int KEPT = 5;
    private static final long SEGMENT = 4 << 20;

    // less than what ten thousand checkpoints and their networks take
    private static final int HEAP_MEGABYTES = 128;
    private static final List<String> ARGUMENTS =
            List.of(
                    ("--roles classify,learn --classify-threads 1 --batch-size 1"
                                    + " --checkpoint-every 1 --gate off --drift-detector none --replay 0"
                                    + " --average 0 --keep-checkpoints "
                                    + KEPT)
                            .split(" ", -1));

    @TempDir private Path folder;

    @Test
    void shouldStayBoundedAndKeepThePin(TestCluster cluster) {
        Topics topics = cluster.withTopics().topics();
        cleanEarly(cluster, topics.models());
        ImageRecords images = new ImageRecords(topics.labeledImages(), ImageRecords.Format.RAW);
        try (Told scores = Told.committed(cluster, topics.scores());
                Feed feed =
                        new Feed(
                                cluster,
                                i -> images.of("id-" + i, TestNetworks.picture(i)),
                                new Random(1));
                Instance service =
                        new Instance(
                                cluster,
                                folder,
                                "one",
                                Stream.of(ARGUMENTS, OtherNetwork.small(folder))
                                        .flatMap(List::stream)
                                        .toList())) {
            service.withHeapOfAtMost(HEAP_MEGABYTES).start();
            feed.upTo(CHECKPOINTS);
            awaitScores(scores, CHECKPOINTS / 10, service);
            // about to be taken away: the learner is in the midst of its checkpoints
            Version pinned = oldest(catalog(cluster));
            CommandRun promote =
                    CommandRun.of(
                            cluster.arguments(
                                    "models promote " + pinned,
                                    "--checkpoint-dir",
                                    folder.resolve("checkpoints").toString()));
            assertThat(promote.exitCode()).as(promote.err()).isZero();
            long early = service.jvm().residentMegabytes();
            awaitScores(scores, CHECKPOINTS, service);
            System.out.printf(
                    "reliability: resident after %,d checkpoints %,d MB, after %,d %,d MB%n",
                    CHECKPOINTS / 10, early, CHECKPOINTS, service.jvm().residentMegabytes());

            Catalog catalog = catalog(cluster);
            assertThat(newest(catalog).sequence()).isEqualTo(CHECKPOINTS);
            assertThat(catalog.manifests()).hasSizeLessThanOrEqualTo(KEPT + 4);
            assertThat(catalog.serving()).contains(pinned);
            assertThat(catalog.checkpoint(pinned)).isPresent();
            Chaos.await(
                    "the topic of models is down to three segments",
                    () -> bytesOf(cluster, topics.models()) <= 3 * SEGMENT);
            service.requireAlive();
        }
    }

    private static void awaitScores(Told scores, int count, Instance service) {
        Chaos.await(
                count + " scores",
                () -> {
                    service.requireAlive();
                    return scores.look().size() >= count;
                });
    }

    private static Catalog catalog(TestCluster cluster) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist").catalog();
    }

    private static Version newest(Catalog catalog) {
        return Version.parse(catalog.manifests().get(0).version());
    }

    private static Version oldest(Catalog catalog) {
        return Version.parse(catalog.manifests().get(catalog.manifests().size() - 1).version());
    }

    private static void cleanEarly(TestCluster cluster, String topic) {
        AlterConfigOp small =
                new AlterConfigOp(
                        new ConfigEntry("segment.bytes", String.valueOf(SEGMENT)),
                        AlterConfigOp.OpType.SET);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.incrementalAlterConfigs(Map.of(resource, List.of(small))).all());
        }
    }

    private static long bytesOf(TestCluster cluster, String topic) {
        try (Admin admin = Admin.create(cluster.client())) {
            int node = KafkaCalls.await(admin.describeCluster().nodes()).iterator().next().id();
            return KafkaCalls.await(admin.describeLogDirs(List.of(node)).allDescriptions())
                    .get(node)
                    .values()
                    .stream()
                    .flatMap(dir -> dir.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(topic))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }
}
