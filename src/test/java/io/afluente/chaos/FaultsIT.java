package io.afluente.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever breaks around the service: nothing is lost, nothing is doubled, and it goes on. */
@ExtendWith(BrokerExtension.class)
class FaultsIT {
    private static final int SOME = 200;

    @TempDir private Path folder;

    @Test
    void shouldGoOnWhenTheBrokerIsKilledAndStartedAgain() {
        Random random = Chaos.random("killed broker");
        Stopwatch recovery = new Stopwatch("broker killed and started again");
        try (Nodes nodes = Nodes.start(folder, 1);
                WholeService service = new WholeService(nodes.cluster(), folder, random)) {
            service.feed(SOME);
            service.awaitNews();
            for (int kill = 0; kill < Chaos.kills(2); kill++) {
                service.feed(SOME);
                Chaos.linger(random.nextInt(500));
                nodes.kill(0);
                service.feed(SOME);
                recovery.measure(
                        () -> {
                            nodes.start(0);
                            service.awaitNews();
                        });
            }
            service.assertNothingLost();
        }
        recovery.print();
    }

    @Test
    void shouldGoOnWhenOneOfThreeBrokersIsLost() {
        Random random = Chaos.random("one of three brokers");
        Stopwatch recovery = new Stopwatch("one of three brokers killed");
        try (Nodes nodes = Nodes.start(folder, 3);
                WholeService service = new WholeService(nodes.cluster(), folder, random)) {
            service.feed(SOME);
            service.awaitNews();
            for (int kill = 0; kill < Chaos.kills(1); kill++) {
                int victim = random.nextInt(3);
                service.feed(SOME);
                Chaos.linger(random.nextInt(500));
                nodes.kill(victim);
                service.feed(SOME);
                recovery.measure(service::awaitNews);
                nodes.start(victim);
                nodes.awaitWhole();
            }
            service.assertNothingLost();
        }
        recovery.print();
    }

    @Test
    void shouldGoOnWithoutItsStateFolder(TestCluster cluster) {
        Random random = Chaos.random("lost state folder");
        Stopwatch recovery = new Stopwatch("state folder deleted, killed, started again");
        try (LearningLine line = new LearningLine(cluster.withTopics(), folder, random);
                Instance learner = line.learner("one").start()) {
            line.feed().upTo(SOME);
            line.awaitCommitted(0, learner);
            learner.loseState();
            line.feed().upTo(2 * SOME);
            line.awaitCommitted(SOME, learner);
            learner.kill();
            line.feed().upTo(3 * SOME);
            recovery.measure(
                    () -> {
                        learner.start();
                        line.awaitCommitted(2 * SOME, learner);
                    });
            line.finish(learner, 3 * SOME);
            line.assertLikeUndisturbed(3 * SOME);
        }
        recovery.print();
    }

    @Test
    void shouldRefuseToGoOnWithoutWhatItHasLearned(TestCluster cluster) {
        Random random = Chaos.random("lost changelog");
        try (LearningLine line = new LearningLine(cluster.withTopics(), folder, random);
                Instance learner = line.learner("one").start()) {
            line.feed().upTo(SOME);
            line.awaitCommitted(0, learner);
            learner.kill();
            line.loseState();

            learner.start();

            assertThat(learner.jvm().await()).isEqualTo(2);
            assertThat(learner.jvm().lastWords()).contains("but its stored state is gone");
        }
    }

    @Test
    void shouldFenceTheOneThatComesBackFromAPause(TestCluster cluster) {
        Random random = Chaos.random("zombie");
        Stopwatch takeover = new Stopwatch("learner paused, its standby takes over");
        Stopwatch again = new Stopwatch("that one killed, the former zombie takes over");
        try (LearningLine line = new LearningLine(cluster.withTopics(), folder, random);
                Instance zombie = line.learner("zombie").start();
                Instance other = line.learner("other")) {
            line.feed().upTo(SOME);
            line.awaitCommitted(0, zombie);
            other.start();
            line.awaitStandby();
            line.feed().upTo(2 * SOME);
            Chaos.linger(random.nextInt(500));
            zombie.jvm().pause();
            line.feed().upTo(3 * SOME);
            takeover.measure(() -> line.awaitCommitted(2 * SOME, other));
            zombie.jvm().resume();
            line.feed().upTo(4 * SOME);
            line.awaitCommitted(3 * SOME, other);
            zombie.requireAlive();
            line.awaitStandby();
            other.kill();
            line.feed().upTo(5 * SOME);
            again.measure(() -> line.awaitCommitted(4 * SOME, zombie));
            line.finish(zombie, 5 * SOME);
            line.assertLikeUndisturbed(5 * SOME);
        }
        takeover.print();
        again.print();
    }

    @Test
    void shouldLearnOnWhereCheckpointsCannotBeWritten(TestCluster cluster) throws IOException {
        Random random = Chaos.random("unwritable checkpoint folder");
        Path checkpoints = folder.resolve("checkpoints");
        Files.writeString(checkpoints, "a file where the folder should be");
        try (LearningLine line = new LearningLine(cluster.withTopics(), folder, random);
                Instance learner = line.learner("one").start()) {
            line.feed().upTo(SOME);
            line.awaitCommitted(SOME / 2, learner);
            learner.kill();
            assertThat(learner.jvm().lastWords()).contains("is not in " + checkpoints);
            Files.delete(checkpoints);

            learner.withFilesOfAtMost(16).start();
            line.feed().upTo(2 * SOME);
            line.awaitCommitted(2 * SOME - SOME / 2, learner);
            learner.kill();
            assertThat(filesOf(checkpoints)).as("neither half a file nor a whole one").isEmpty();

            learner.start();
            line.finish(learner, 3 * SOME);
            Chaos.await(
                    "the kept checkpoints are files",
                    () -> filesOf(checkpoints).containsAll(line.filesOfVersionsOnTopic()));
            line.assertLikeUndisturbed(3 * SOME);
        }
    }

    private static List<String> filesOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
