package io.afluente.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed, and started again as another release with another number of threads, the learner goes on:
 * what was published by the one keeps its name for the other.
 */
@ExtendWith(BrokerExtension.class)
class ReleaseIT {
    private static final int CHANGES = 4;
    private static final int RECORDS_OF_A_LIFE = 250;

    @TempDir private Path folder;

    @Test
    void shouldNeverSpeakOfAVersionThatNobodyPublished(TestCluster cluster) {
        Random random = Chaos.random("changed release");
        Path other = Release.of("9.9.9", folder);
        try (LearningLine line = new LearningLine(cluster.withTopics(), folder, random);
                Instance learner = line.learner("one").start()) {
            for (int change = 1; change <= CHANGES; change++) {
                int records = change * RECORDS_OF_A_LIFE;
                line.feed().upTo(records);
                line.awaitCommitted(records - 40 - random.nextInt(80), learner);
                learner.kill();
                switch (change) {
                    case 1 -> learner.ofJar(other).start();
                    // from here on it may come to other bits than a rebuild by one thread
                    case 3 -> learner.ofJar(other).withThreads(2).start();
                    default -> learner.ofThisProgram().start();
                }
                line.feed().upTo(records + RECORDS_OF_A_LIFE / 2);
                line.awaitCommitted(records, learner);
                line.assertNoGhosts();
                if (change == 2) {
                    assertThat(line.releases()).contains("9.9.9");
                    assertThat(line.rebuildLatest()).contains("the same bytes");
                }
            }
            line.finish(learner, (CHANGES + 1) * RECORDS_OF_A_LIFE);
            line.assertNoGhosts();
        }
    }
}
