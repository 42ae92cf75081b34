package io.afluente.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.cli.CommandRun;
import io.afluente.image.MixedPictures;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.InitialVersion;
import io.afluente.service.LearnRole;
import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.stream.record.HeaderNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(BrokerExtension.class)
class ProduceCommandIT {
    @TempDir private Path folder;

    @Test
    void shouldAnswerOrRefuseEachOfTwoHundredMixedFilesInOneCall(TestCluster cluster)
            throws Exception {
        // Given
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        Map<String, String> expected = MixedPictures.write(inbox);
        expected.replaceAll(
                (file, reason) ->
                        file.startsWith("single-pixel") ? "ink: no ink to be seen" : reason);
        Files.writeString(inbox.resolve("README.txt"), "not named like a picture");
        RoleSettings settings = settings(cluster.withTopics());
        InitialVersion beginning = new InitialVersion(settings.network(), 1, Optional.empty());
        try (LearnRole learn = new LearnRole(settings, beginning, Meters.none());
                ClassifyRole classify =
                        new ClassifyRole(settings, settings.engine(), Meters.none())) {
            learn.start();
            classify.start().running().join();

            // When
            CommandRun run =
                    CommandRun.of(
                            cluster.arguments("produce", inbox.toString(), "--wait", "--json"));

            // Then
            Map<String, JsonNode> outcomes = outcomes(run);
            assertThat(outcomes).hasSize(MixedPictures.COUNT).containsOnlyKeys(expected.keySet());
            expected.forEach((file, reason) -> assertOutcome(outcomes.get(file), reason));
            assertThat(run.err())
                    .containsPattern("sent +200 ")
                    .containsPattern("skipped +1 ")
                    .containsPattern("answered +%d\\R".formatted(answered(expected)));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(cluster.read(cluster.topics().deadLettersOf(cluster.topics().images())))
                    .hasSize(MixedPictures.COUNT - answered(expected));
            assertThatKindsAreAnsweredAlike(outcomes);
        }
    }

    private RoleSettings settings(TestCluster cluster) {
        Map<String, String> given =
                Map.of("classify-threads", "1", "application-id", cluster.topics().images());
        return Roles.of(
                        new Settings(List.of(SettingSource.options(given))),
                        cluster.client(),
                        cluster.topics())
                .within(folder);
    }

    private static int answered(Map<String, String> expected) {
        return (int) expected.values().stream().filter(reason -> reason == null).count();
    }

    private static void assertOutcome(JsonNode outcome, String reason) {
        if (reason == null) {
            assertThat(outcome.path("reason").isNull()).as(outcome.toString()).isTrue();
            assertThat(outcome.path("confidence").asDouble()).isPositive();
        } else {
            assertThat(outcome.path("reason").asText()).contains(reason);
        }
    }

    /** One drawing is one drawing, whatever kind of file it came in. */
    private static void assertThatKindsAreAnsweredAlike(Map<String, JsonNode> outcomes) {
        JsonNode first = outcomes.get("grey-png-000.png");
        for (String kind : MixedPictures.goodKinds()) {
            JsonNode other = outcomes.get(kind + "-000" + (kind.contains("jp") ? ".jpg" : ".png"));
            if (!kind.startsWith("single-pixel")) {
                assertThat(other.get("label")).as(kind).isEqualTo(first.get("label"));
                assertThat(other.get("confidence").asDouble())
                        .as(kind)
                        .isCloseTo(first.get("confidence").asDouble(), within(0.01));
            }
        }
    }

    @Test
    void shouldSendLabelsOfFoldersAndAnOrderToTheLearner(TestCluster cluster) throws Exception {
        Path seven = Files.createDirectories(folder.resolve("scans").resolve("7"));
        MixedPictures.write(seven);
        cluster.withTopics();

        CommandRun run =
                CommandRun.of(
                        cluster.arguments(
                                "produce",
                                seven.resolve("grey-png-000.png").toString(),
                                seven.resolve("dark-on-light-png-000.png").toString(),
                                "--labels-from-folders",
                                "--checkpoint"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.lines().get(0)).matches("sent +2   to .*labeled-images");
        var records = cluster.read(cluster.topics().labeledImages());
        assertThat(records).hasSize(3);
        assertThat(HeaderNames.text(records.get(0).headers(), "label")).isEqualTo("7");
        assertThat(HeaderNames.text(records.get(0).headers(), "ink")).isEqualTo("auto");
        assertThat(HeaderNames.text(records.get(1).headers(), "ink")).isEqualTo("auto");
        assertThat(HeaderNames.text(records.get(2).headers(), "control")).isEqualTo("checkpoint");
    }

    @Test
    void shouldRefuseLabelsThatTheNetworkDoesNotHave(TestCluster cluster) throws Exception {
        Path file = Files.createFile(Files.createDirectory(folder.resolve("cat")).resolve("a.png"));

        assertMistake(
                CommandRun.of(cluster.arguments("produce", file.toString(), "--label", "cat")),
                "--label: \"cat\" is no label; labels are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
        assertMistake(
                CommandRun.of(
                        cluster.arguments("produce", file.toString(), "--labels-from-folders")),
                file
                        + ": its folder: \"cat\" is no label; labels are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
    }

    @Test
    void shouldSayThatNobodyAnswers(TestCluster cluster) throws Exception {
        Path file = Files.createFile(folder.resolve("a.png"));
        String[] words =
                cluster.withTopics()
                        .arguments("produce", file.toString(), "--wait", "--timeout", "1");

        CommandRun run = CommandRun.of(words);

        assertThat(run.out()).contains("no answer within 1 s; does a classifier run?");
        assertMistake(run, "1 picture of 1 has no answer, see above");
    }

    @Test
    void shouldSendWhatComesIntoAFolderUntilItIsStopped(TestCluster cluster) throws Exception {
        // Given
        cluster.withTopics();
        AtomicReference<CommandRun> run = new AtomicReference<>();
        String[] words = cluster.arguments("produce", folder.toString(), "--watch");
        Thread watching = new Thread(() -> run.set(CommandRun.of(words)));
        watching.start();

        // When
        Files.write(folder.resolve("a.png"), new byte[] {1});
        cluster.read(cluster.topics().images(), 1);
        Files.write(folder.resolve("b.png"), new byte[] {2});
        cluster.read(cluster.topics().images(), 2);
        watching.interrupt();
        watching.join();

        // Then
        assertThat(run.get().exitCode()).isZero();
        assertThat(run.get().lines().get(0)).matches("sent +2   to .*images");
    }

    private static void assertMistake(CommandRun run, String line) {
        assertThat(run.err()).isEqualToIgnoringNewLines("afluente: " + line);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private static Map<String, JsonNode> outcomes(CommandRun run) throws IOException {
        Map<String, JsonNode> outcomes = new HashMap<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : run.lines()) {
            JsonNode outcome = json.readTree(line);
            outcomes.put(outcome.get("id").asText(), outcome);
        }
        return outcomes;
    }
}
