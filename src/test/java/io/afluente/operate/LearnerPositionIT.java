package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestService;
import io.afluente.Waiting;
import io.afluente.cli.CommandRun;
import io.afluente.cli.CommandThread;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.topic.KafkaCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A learner whose group's offsets, or whose log, are others than when it stopped: it goes on where
 * its state says, or ends and says how to go on.
 */
@ExtendWith(BrokerExtension.class)
class LearnerPositionIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void shouldLearnNothingTwiceWhereOffsetsAreGoneOrReset(TestCluster cluster) throws IOException {
        TestService service = TestService.on(cluster, folder);
        service.sendLabeled(0, 16);
        learnTo(cluster, 2);

        // what brokers do after seven days without a member
        ConsumerGroups.run(cluster, "--delete --group " + group(cluster));
        service.sendLabeled(16, 24);
        learnTo(cluster, 3);

        reset(cluster, "--to-earliest");
        service.sendLabeled(24, 32);
        learnTo(cluster, 4);

        service.sendLabeled(32, 40);
        reset(cluster, "--to-latest");
        String refused = refused(cluster);
        assertThat(refused)
                .contains("would read %s from offset 40".formatted(log(cluster)))
                .contains("learned up to 32 only");
        ConsumerGroups.runWhatIsSaid(cluster, refused);
        learnTo(cluster, 5);

        assertThat(newest(cluster).examples()).isEqualTo(40);
        assertThat(newest(cluster).fromOffset()).isEqualTo(32);
        assertThat(miniBatches(cluster)).isEqualTo(IntStream.rangeClosed(1, 5).boxed().toList());
    }

    @Test
    void shouldRefuseALogThatIsNotTheOneItHasLearnedFrom(TestCluster cluster) {
        TestService service = TestService.on(cluster, folder);
        service.sendLabeled(0, 16);
        learnTo(cluster, 2);

        // When
        service.sendLabeled(16, 32);
        deleteRecordsBefore(cluster, 20);
        String gap = refused(cluster);

        // Then
        assertThat(gap)
                .contains("%s begins with offset 20".formatted(log(cluster)))
                .contains("learned up to 16 only");

        // When
        deleteTopic(cluster, log(cluster));
        cluster.withTopics();
        service.sendLabeled(0, 24);
        String another = refused(cluster);

        // Then
        assertThat(another).contains(log(cluster) + " was deleted and made again");

        // When
        learnTo(
                cluster,
                6,
                "--application-id=another",
                "--from=" + manifests(cluster).get(0).version());

        // Then
        assertThat(newest(cluster).examples()).isEqualTo(24);
    }

    @Test
    void shouldGoOnWhereDeletedRecordsWereLearned(TestCluster cluster) {
        TestService service = TestService.on(cluster, folder);
        service.sendLabeled(0, 16);
        learnTo(cluster, 2);

        deleteRecordsBefore(cluster, 16);
        service.sendLabeled(16, 24);
        learnTo(cluster, 3);

        assertThat(newest(cluster).examples()).isEqualTo(24);
    }

    /** Runs the learner until it has made so many versions. */
    private void learnTo(TestCluster cluster, long sequence, String... more) {
        try (CommandThread learn = CommandThread.start(serve(cluster, more))) {
            learn.await("version " + sequence, () -> has(cluster, sequence));
        }
    }

    private String refused(TestCluster cluster) {
        CommandRun end = CommandRun.of(serve(cluster));
        assertThat(end.exitCode()).as(end.err()).isEqualTo(2);
        assertThat(end.err().lines()).hasSize(1);
        return end.err();
    }

    private String[] serve(TestCluster cluster, String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "--roles=learn",
                                "--http-port=0",
                                "--batch-size=8",
                                "--checkpoint-every=1",
                                "--state-dir=" + folder.resolve("state"),
                                "--checkpoint-dir=" + folder.resolve("checkpoints")));
        words.addAll(List.of(more));
        if (words.stream().noneMatch(word -> word.startsWith("--application-id="))) {
            words.add("--application-id=app");
        }
        return cluster.arguments("serve", words.toArray(String[]::new));
    }

    private static boolean has(TestCluster cluster, long sequence) {
        return manifests(cluster).stream()
                .anyMatch(m -> m.version().startsWith("%06d-".formatted(sequence)));
    }

    private static void reset(TestCluster cluster, String where) {
        ConsumerGroups.run(
                cluster,
                "--reset-offsets %s --execute --group %s --topic %s"
                        .formatted(where, group(cluster), log(cluster)));
    }

    private static String group(TestCluster cluster) {
        return cluster.topics().prefix() + "app-learn-mnist";
    }

    private static String log(TestCluster cluster) {
        return cluster.topics().labeledImages();
    }

    private static List<Integer> miniBatches(TestCluster cluster) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (var score : cluster.read(cluster.topics().scores())) {
            numbers.add(JSON.readTree(score.value()).get("miniBatch").asInt());
        }
        return numbers;
    }

    private static Lineage newest(TestCluster cluster) {
        return manifests(cluster).get(0).lineage();
    }

    private static List<Manifest> manifests(TestCluster cluster) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist").catalog().manifests();
    }

    private static void deleteRecordsBefore(TestCluster cluster, long offset) {
        try (Admin admin = Admin.create(cluster.client())) {
            TopicPartition partition = new TopicPartition(log(cluster), 0);
            KafkaCalls.await(
                    admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                            .all());
        }
    }

    private static void deleteTopic(TestCluster cluster, String name) {
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.deleteTopics(List.of(name)).all());
            Waiting.until(
                    name + " is gone",
                    () -> !KafkaCalls.await(admin.listTopics().names()).contains(name));
        }
    }
}
