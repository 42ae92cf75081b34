package io.afluente.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestBackbones;
import io.afluente.TestCluster;
import io.afluente.stream.topic.KafkaCalls;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** However often the learner is disturbed, it becomes what an undisturbed one becomes. */
@ExtendWith(BrokerExtension.class)
class LearnerChaosIT {
    private static final int RECORDS_OF_A_LIFE = 400;
    private static final int SOME = 100;

    @TempDir private Path folder;
    private TestCluster cluster;

    @BeforeEach
    void createTopics(TestCluster cluster) {
        this.cluster = cluster.withTopics();
    }

    @Test
    void shouldBecomeTheSameHoweverOftenItIsKilled() {
        killed().becomesTheSame(Chaos.kills(3));
    }

    @Test
    void shouldBecomeTheSameBehindABackbone() {
        Path models = folder.resolve("models");
        TestBackbones.writeFolder(models, 7);
        killed().becomesTheSame(Chaos.kills(2), "--models-dir", models.toString());
    }

    @Test
    void shouldBecomeTheSameWithBatchNormalisation() {
        String[] network = OtherNetwork.normalised(folder).toArray(String[]::new);
        killed().becomesTheSame(Chaos.kills(2), network);
    }

    @Test
    void shouldBecomeTheSameWhileLabelsAreAdded() {
        LabeledLog log = new LabeledLog(cluster.topics().labeledImages(), true);
        new KilledLearner(cluster, folder, log).becomesTheSame(Chaos.kills(2));
    }

    private KilledLearner killed() {
        return new KilledLearner(
                cluster, folder, new LabeledLog(cluster.topics().labeledImages(), false));
    }

    /**
     * Mini-batches are split, and each instance computes their shards by as many threads as it has.
     */
    @Test
    void shouldBecomeTheSameWhenAnotherInstanceTakesOver() {
        int takeovers = Math.max(1, Chaos.kills(3) / 10);
        int records = RECORDS_OF_A_LIFE * (takeovers + 1);
        Random random = Chaos.random("learner that is taken over");
        Stopwatch recovery = new Stopwatch("learner killed, another one takes over");
        try (LearningLine line =
                        new LearningLine(
                                cluster,
                                folder,
                                new Random(random.nextLong()),
                                EveryFeature.IN_SHARDS);
                Instance one = line.learner("one").start();
                Instance other = line.learner("other")) {
            learnMore(line, one, RECORDS_OF_A_LIFE / 4);
            Instance active = one;
            Instance waiting = other;
            for (int i = 0; i < takeovers; i++) {
                waiting.start("--learn-threads", String.valueOf(1 + i % 3));
                learnMore(line, active, RECORDS_OF_A_LIFE * i + RECORDS_OF_A_LIFE / 2);
                active.kill();
                int next = RECORDS_OF_A_LIFE * (i + 1);
                Instance successor = waiting;
                recovery.measure(() -> learnMore(line, successor, next));
                waiting = active;
                active = successor;
            }
            line.finish(active, records);
            line.assertLikeUndisturbed(records);
            assertThat(line.rebuildLatest()).contains("the same bytes");
        }
        recovery.print();
    }

    @Test
    void shouldBecomeTheSameWhenItIsMovedInGoodOrder() {
        int before = Chaos.records(RECORDS_OF_A_LIFE);
        Random random = Chaos.random("moved learner");
        Stopwatch added = new Stopwatch("another instance is added to the learner");
        Stopwatch handedOver = new Stopwatch("learner stopped, its standby goes on");
        Stopwatch moved = new Stopwatch("learner stopped, started on another machine");
        try (LearningLine line = new LearningLine(cluster, folder, new Random(random.nextLong()));
                Instance one = line.learner("one").start();
                Instance two = line.learner("two");
                Instance three = line.learner("three")) {
            line.feed().upTo(before);
            line.awaitCommitted(before - SOME, one);
            two.start();
            line.feed().upTo(before + SOME);
            added.measure(() -> line.awaitCommitted(before, one));
            line.awaitStandby();

            line.feed().upTo(before + 2 * SOME);
            handedOver.measure(
                    () -> {
                        one.stop();
                        line.feed().upTo(before + 3 * SOME);
                        line.awaitCommitted(before + 2 * SOME, two);
                    });

            line.feed().upTo(before + 4 * SOME);
            moved.measure(
                    () -> {
                        two.stop();
                        line.feed().upTo(before + 5 * SOME);
                        three.start();
                        line.awaitCommitted(before + 4 * SOME, three);
                    });
            line.finish(three, before + 5 * SOME);
            line.assertLikeUndisturbed(before + 5 * SOME);
        }
        added.print();
        handedOver.print();
        moved.print();
    }

    @Test
    void shouldKeepThePartialMiniBatchOfAQuietStream() {
        Random random = Chaos.random("quiet stream");
        try (LearningLine line = new LearningLine(cluster, folder, new Random(random.nextLong()));
                Instance learner = line.learner("one")) {
            for (int records = 5; records < 8; records++) {
                learner.start();
                line.feed().upTo(records);
                line.awaitRead(records);
                learner.kill();
            }
            learner.start();
            line.finish(learner, 100);
            line.assertLikeUndisturbed(100);
        }
    }

    @Test
    void shouldTakeItsTaskUpInPosition() {
        Random random = Chaos.random("fenced learner");
        int records = 2 * RECORDS_OF_A_LIFE;
        Stopwatch recovery = new Stopwatch("task lost and taken up in the same process");
        try (LearningLine line = new LearningLine(cluster, folder, new Random(random.nextLong()));
                Instance learner = line.learner("one").start();
                Admin admin = Admin.create(cluster.client())) {
            for (int i = 1; i <= 3; i++) {
                learnMore(line, learner, records * (2 * i - 1) / 7);
                fence(admin);
                int next = records * 2 * i / 7;
                recovery.measure(() -> learnMore(line, learner, next));
            }
            line.finish(learner, records);
            line.assertLikeUndisturbed(records);
        }
        recovery.print();
    }

    /** Feeds up to so many records, and waits until learning from some of those is committed. */
    private static void learnMore(LearningLine line, Instance learner, int records) {
        long before = line.committedUpTo();
        line.feed().upTo(records);
        line.awaitCommitted(before, learner);
    }

    /** Takes the learner's transactions from under it, as a broker does that has lost patience. */
    private void fence(Admin admin) {
        String prefix = Instance.applicationId(cluster);
        List<String> ids =
                KafkaCalls.await(admin.listTransactions().all()).stream()
                        .map(TransactionListing::transactionalId)
                        .filter(id -> id.startsWith(prefix))
                        .toList();
        KafkaCalls.await(admin.fenceProducers(ids).all());
    }
}
