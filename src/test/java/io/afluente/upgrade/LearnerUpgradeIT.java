package io.afluente.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.TestCluster;
import io.afluente.cli.CommandRun;
import io.afluente.cli.CommandThread;
import io.afluente.cli.EmbeddedBroker;
import io.afluente.registry.Catalog;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Version;
import io.afluente.stream.ModelsTopic;
import io.afluente.stream.Topics;
import io.afluente.upgrade.StoppedLearner.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner of version 0.1.0, killed in the midst of its work, is gone on with by this version. */
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

        assertThat(scores(cluster.read(cluster.topics().scores()).stream().map(r -> r.value())))
                .as("each label in one score, and all as they would have been")
                .isEqualTo(scores(former.allScores().stream().map(Line::value)));
        assertThat(learned(made().stream()))
                .as("each version once, with the parameters it would have had")
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
        return "%d to %d, %d examples, %d steps, parameters %s, verdict %s"
                .formatted(
                        lineage.fromOffset(),
                        lineage.nextOffset(),
                        lineage.examples(),
                        lineage.steps(),
                        lineage.parametersSha256(),
                        lineage.verdict());
    }

    private static List<String> scores(Stream<byte[]> values) {
        return values.map(LearnerUpgradeIT::score).toList();
    }

    private static String score(byte[] json) {
        try {
            JsonNode score = JSON.readTree(json);
            return Stream.of(
                            "miniBatch",
                            "fromOffset",
                            "toOffset",
                            "examples",
                            "heldOut",
                            "correct",
                            "loss",
                            "checkpointAccuracy")
                    .map(field -> field + " " + score.get(field))
                    .toList()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
