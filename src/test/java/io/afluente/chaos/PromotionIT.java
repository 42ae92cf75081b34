package io.afluente.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.model.SavedNetwork;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.client.Promotion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A promotion reaches every running classifier, without a restart and while they answer. */
@ExtendWith(BrokerExtension.class)
class PromotionIT {
    @TempDir private Path folder;

    @Test
    void shouldHaveThreeRunningClassifiersAnswerByWhatIsPromoted(TestCluster cluster) {
        Random random = Chaos.random("promotions");
        Stopwatch watch = new Stopwatch("version promoted, three classifiers answer by it");
        try (AnsweringLine line = new AnsweringLine(cluster.withTopics(), folder, random);
                Instance one = line.classifier("one").start();
                Instance two = line.classifier("two").start();
                Instance three = line.classifier("three").start()) {
            line.changeModel();
            line.feed().upTo(1_000);
            line.awaitSettled(1_000, one, two, three);
            line.awaitAtWork(3);
            for (int turn = 0; turn < Chaos.kills(3); turn++) {
                Checkpoint version = versionOfTheLine(100 + turn);
                line.feed().upTo(Integer.MAX_VALUE);
                promotion(cluster, version, () -> watch.measure(() -> line.awaitAll(version)));
                assertThat(line.lastVersions()).containsOnly(version.version().toString());
            }
        }
        watch.print();
    }

    /** As a line's versions are: one network, and parameters of its own. */
    private static Checkpoint versionOfTheLine(int sequence) {
        SavedNetwork first = TestNetworks.untrained(0, 1).network();
        Checkpoint other = TestNetworks.untrained(sequence, sequence);
        SavedNetwork network =
                new SavedNetwork(
                        first.spec(), other.network().parameters(), new float[0], 0, Map.of());
        return Checkpoint.seal(sequence, network, other.lineage(), new byte[0]);
    }

    /** Pins a version, and does something from the moment on at which it is pinned. */
    private static void promotion(TestCluster cluster, Checkpoint version, Runnable pinned) {
        new Promotion(new ModelsTopic(cluster.client(), cluster.topics(), "mnist"), Duration.ZERO)
                .promote(version, pinned);
    }
}
