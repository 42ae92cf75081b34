package io.afluente.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.TestCluster;
import io.afluente.cli.CommandRun;
import io.afluente.cli.CommandThread;
import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.registry.Catalog;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Version;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.topic.Topics;
import io.afluente.upgrade.StoppedLearner.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A learner of version 0.1.0, killed in the midst of its work, is gone on with by this version:
 * from the same positions to the same counts. Bits depend on the processor, and it ran on another
 * one.
 */
class LearnerUpgradeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ModelKeys KEYS = new ModelKeys("mnist");

    // the former version's names have no prefix: they need a broker of their own
    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final TestCluster cluster =
            new TestCluster(broker.bootstrapServers(), Topics.withPrefix("")).withTopics();
    @TempDir private Path folder;

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void shouldGoOnInTheMidstOfAMiniBatch() {
        assertGoesOn(StoppedLearner.read(StoppedLearner.MID_BATCH));
    }

    @Test
    void shouldGoOnWithACheckpointInTheJournal() {
        assertGoesOn(StoppedLearner.read(StoppedLearner.CHECKPOINT_IN_JOURNAL));
        CommandRun rebuilt = rebuild();
        CommandRun acrossTheRules = rebuild("--from-beginning");

        assertThat(rebuilt.exitCode()).as(rebuilt.err()).isZero();
        assertThat(rebuilt.out()).contains("the same bytes");
        assertThat(acrossTheRules.exitCode()).as(acrossTheRules.err()).isEqualTo(4);
        assertThat(acrossTheRules.out()).contains("can't compute it again");
    }

    private void assertGoesOn(StoppedLearner former) {
        former.load(cluster, former.applicationId());
        long before = newest().sequence();
        int half = (int) (former.nextOffset() + former.labeled().size()) / 2;
        former.send(cluster, (int) former.nextOffset(), half);
        try (var learner = serve()) {
            learner.await("a version of its own", () -> newest().sequence() > before);
        }
        former.send(cluster, half, former.labeled().size());
        try (var learner = serve()) {
            learner.await("the last version", () -> learnedUpTo() == former.labeled().size());
        }

        List<JsonNode> scores =
                parsed(cluster.read(cluster.topics().scores()).stream().map(r -> r.value()));
        List<JsonNode> undisturbed = parsed(former.allScores().stream().map(Line::value));
        assertThat(counts(scores))
                .as("each label in one score, and all as they would have been")
                .isEqualTo(counts(undisturbed));
        assertThat(losses(scores)).containsExactly(losses(undisturbed), within(1e-3));
        assertThat(learned(made().stream()))
                .as("each version once, of what it would have learned")
                .endsWith(learned(former.manifests().filter(m -> sequence(m) > before)));
        assertThat(made().stream().filter(m -> sequence(m) > before))
                .as("no parent that nobody published")
                .allSatisfy(m -> assertThat(names()).contains(m.lineage().parent()));
        assertThat(names()).contains(catalog().candidate().orElseThrow().toString());
        assertThat(catalog().checkpoint(newest())).isPresent();
    }

    private CommandThread serve() {
        String[] words = FormerSettings.serve(folder).toArray(String[]::new);
        return CommandThread.start(cluster.arguments("serve", words));
    }

    private CommandRun rebuild(String... from) {
        String[] words =
                Stream.of(
                                Stream.of(newest().toString(), "--verify"),
                                Stream.of(from),
                                FormerSettings.learning().stream())
                        .flatMap(all -> all)
                        .toArray(String[]::new);
        return CommandRun.of(cluster.arguments("models rebuild", words));
    }

    private Catalog catalog() {
        return new ModelsTopic(cluster.client(), cluster.topics(), KEYS.model()).catalog();
    }

    private Version newest() {
        return Version.parse(catalog().manifests().get(0).version());
    }

    private long learnedUpTo() {
        return catalog().manifests().get(0).lineage().nextOffset();
    }

    /** All manifests that were ever put on the topic, those taken away since among them. */
    private List<Manifest> made() {
        return StoppedLearner.manifests(
                        cluster.read(cluster.topics().models()).stream()
                                .map(StoppedLearner.Line::of))
                .toList();
    }

    private List<String> names() {
        return made().stream().map(Manifest::version).toList();
    }

    private static long sequence(Manifest manifest) {
        return Version.parse(manifest.version()).sequence();
    }

    /** What a version has learned and from what, whoever computed it. */
    private static String[] learned(Stream<Manifest> manifests) {
        return manifests.map(m -> sequence(m) + " " + learned(m.lineage())).toArray(String[]::new);
    }

    private static String learned(Lineage lineage) {
        return "%d to %d, %d examples, %d steps"
                .formatted(
                        lineage.fromOffset(),
                        lineage.nextOffset(),
                        lineage.examples(),
                        lineage.steps());
    }

    private static List<JsonNode> parsed(Stream<byte[]> scores) {
        return scores.map(LearnerUpgradeIT::parse).toList();
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> counts(List<JsonNode> scores) {
        return scores.stream().map(LearnerUpgradeIT::counts).toList();
    }

    private static String counts(JsonNode score) {
        return Stream.of(
                        "miniBatch",
                        "fromOffset",
                        "toOffset",
                        "examples",
                        "heldOut",
                        "correct",
                        "checkpointAccuracy")
                .map(field -> field + " " + score.get(field))
                .toList()
                .toString();
    }

    private static double[] losses(List<JsonNode> scores) {
        return scores.stream().mapToDouble(score -> score.get("loss").asDouble()).toArray();
    }
}
