package io.afluente.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** However often classifiers are killed and come and go, each image is answered once. */
@ExtendWith(BrokerExtension.class)
class ClassifierChaosIT {
    private static final int IMAGES_OF_A_LIFE = 2_000;

    @TempDir private Path folder;

    @Test
    void shouldAnswerEachImageOnceWhoeverIsKilledOrJoins(TestCluster cluster) {
        int kills = Chaos.kills(3);
        int images = Chaos.records(IMAGES_OF_A_LIFE * (kills + 1));
        Random random = Chaos.random("killed classifiers");
        Stopwatch recovery = new Stopwatch("classifier killed, started again");
        try (AnsweringLine line =
                        new AnsweringLine(
                                cluster.withTopics(), folder, new Random(random.nextLong()));
                Instance one = line.classifier("one").start();
                Instance two = line.classifier("two").start();
                Instance guest = line.classifier("guest")) {
            line.changeModel();
            for (int kill = 0; kill < kills; kill++) {
                line.feed().upTo((int) ((long) images * (kill + 1) / (kills + 1)));
                comeOrGo(guest, random);
                line.changeModel();
                awaitAnyMoment(line, random);
                Instance victim = List.of(one, two).get(random.nextInt(2));
                victim.kill();
                if (random.nextInt(8) == 0) {
                    victim.loseState();
                }
                int asked = line.feed().sent();
                victim.start("--classify-commit-ms", String.valueOf(1 + random.nextInt(150)));
                if (random.nextBoolean()) {
                    recovery.measure(() -> line.awaitSettled(asked, one, two));
                }
            }
            line.feed().upTo(images);
            line.awaitSettled(images, one, two);
            line.assertAllAnsweredOnceAndInOrder();
            assertThat(line.largestSlice()).isGreaterThan(1);
        }
        recovery.print();
    }

    /** A third one joins, or leaves in good order. */
    private static void comeOrGo(Instance guest, Random random) {
        if (guest.isRunning()) {
            guest.stop();
        } else if (random.nextBoolean()) {
            guest.start();
        }
    }

    private static void awaitAnyMoment(AnsweringLine line, Random random) {
        int target = line.settled() + 1 + random.nextInt(IMAGES_OF_A_LIFE / 2);
        Chaos.await(
                target + " images are answered",
                () -> line.settled() >= Math.min(target, line.feed().sent() - 200));
        Chaos.linger(random.nextInt(300));
    }
}
