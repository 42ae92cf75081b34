package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.Waiting;
import io.afluente.cli.CommandRun;
import io.afluente.cli.CommandThread;
import io.afluente.registry.Version;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.topic.KafkaCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ways to begin again that src/docs/operate.md describes, gone step by step. */
@ExtendWith(BrokerExtension.class)
class ResetIT {
    private static final String LINE = "afluente-learn-mnist";
    private static final String APPLICATION = "again";

    @TempDir private Path folder;

    @Test
    void shouldLearnAgainFromAVersionOrFromNothing(TestCluster cluster) throws IOException {
        // Given
        TestService.on(cluster, folder).sendLabeled(0, 16);
        awaitVersion(cluster, 2);
        Version last = newest(cluster).orElseThrow();

        // When
        deleteWhatTheDocumentSays(cluster);
        CommandRun refused = CommandRun.of(learner(cluster));

        // Then
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("Go on from one with --from " + last);
        // which it publishes as its own first one
        awaitVersion(cluster, 5, "--from=" + last);

        // When
        deleteWhatTheDocumentSays(cluster);
        deleteTopic(cluster, cluster.topics().models());
        deleteTopic(cluster, cluster.topics().learnerStates());
        assertThat(CommandRun.of(cluster.arguments("topics create")).exitCode()).isZero();

        // Then
        awaitVersion(cluster, 2);
        assertThat(newest(cluster)).as("the same again, as it is the same log").contains(last);
    }

    @Test
    void shouldAnswerEverythingAgainUnderANewApplicationId(TestCluster cluster) {
        TestService service = TestService.on(cluster, folder);
        models(cluster).publish(TestNetworks.untrained(0, 1));
        service.sendImages(0, 20);
        try (var former = CommandThread.start(serve(cluster, "classify", "first"))) {
            former.await("answers", () -> service.answers(0).size() == 20);
        }
        try (var again = CommandThread.start(serve(cluster, "classify", "second"))) {
            again.await("answers", () -> service.answers(0).size() == 40);
        }
        List<String> ids = service.answers(40).stream().map(PredictionRecord::id).sorted().toList();
        assertThat(ids.stream().distinct().flatMap(id -> Stream.of(id, id))).isEqualTo(ids);
    }

    /** Runs the learner until it has made so many versions. */
    private void awaitVersion(TestCluster cluster, long sequence, String... more) {
        try (var learn = CommandThread.start(learner(cluster, more))) {
            learn.await(
                    "version " + sequence,
                    () -> newest(cluster).filter(v -> v.sequence() == sequence).isPresent());
        }
    }

    private String[] learner(TestCluster cluster, String... more) {
        String[] always = {"--batch-size=8", "--checkpoint-every=1"};
        return serve(
                cluster,
                "learn",
                APPLICATION,
                Stream.concat(Stream.of(always), Stream.of(more)).toArray(String[]::new));
    }

    private String[] serve(TestCluster cluster, String role, String id, String... more) {
        String[] always = {
            "--roles=" + role,
            "--http-port=0",
            "--application-id=" + id,
            "--state-dir=" + folder.resolve("state-" + id),
            "--checkpoint-dir=" + folder.resolve("checkpoints")
        };
        return cluster.arguments(
                "serve", Stream.concat(Stream.of(always), Stream.of(more)).toArray(String[]::new));
    }

    /** The document speaks of the usual application id, this test has one of its own. */
    private static void deleteWhatTheDocumentSays(TestCluster cluster) throws IOException {
        String ours = cluster.topics().prefix() + APPLICATION + "-learn-mnist";
        deleteTopic(cluster, documented("topic").replace(LINE, ours));
        try (Admin admin = Admin.create(cluster.client())) {
            String group = documented("group").replace(LINE, ours);
            KafkaCalls.await(admin.deleteConsumerGroups(List.of(group)).all());
        }
    }

    private static String documented(String what) throws IOException {
        String document = Files.readString(Path.of("src/docs/operate.md"));
        return Pattern.compile("--delete --" + what + " (\\S*-learn-\\S+)")
                .matcher(document)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static void deleteTopic(TestCluster cluster, String name) {
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.deleteTopics(List.of(name)).all());
            Waiting.until(
                    name + " is gone",
                    () -> !KafkaCalls.await(admin.listTopics().names()).contains(name));
        }
    }

    private static Optional<Version> newest(TestCluster cluster) {
        return models(cluster).catalog().manifests().stream()
                .map(manifest -> Version.parse(manifest.version()))
                .max(Version::compareTo);
    }

    private static ModelsTopic models(TestCluster cluster) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist");
    }
}
