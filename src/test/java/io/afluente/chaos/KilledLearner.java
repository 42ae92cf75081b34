package io.afluente.chaos;

import io.afluente.TestCluster;
import java.nio.file.Path;
import java.util.Random;

/**
 * A learner that is killed at any moment, again and again.
 *
 * @param folder that is its own
 * @param log what it learns from
 */
record KilledLearner(TestCluster cluster, Path folder, LabeledLog log) {
    private static final int RECORDS_OF_A_LIFE = 400;

    /**
     * However often it is killed, it becomes what an undisturbed one becomes.
     *
     * @param network arguments of {@code serve}, for another network
     */
    void becomesTheSame(int kills, String... network) {
        int records = Chaos.records(RECORDS_OF_A_LIFE * (kills + 1));
        Random random = Chaos.random("killed learner");
        Stopwatch recovery = new Stopwatch("learner killed, started again");
        Stopwatch lost = new Stopwatch("learner killed, state folder deleted, started again");
        try (LearningLine line =
                        new LearningLine(
                                cluster, folder, log, new Random(random.nextLong()), network);
                Instance learner = line.learner("one").start()) {
            for (int kill = 1; kill <= kills; kill++) {
                line.feed().upTo((int) ((long) records * kill / (kills + 1)));
                awaitAnyMoment(line, learner, random);
                learner.kill();
                boolean loses = random.nextInt(8) == 0;
                if (loses) {
                    learner.loseState();
                }
                learner.start("--learn-commit-ms", String.valueOf(1 + random.nextInt(150)));
                if (random.nextBoolean()) {
                    line.feed().upTo((int) ((long) records * (kill + 1) / (kills + 1)));
                    (loses ? lost : recovery).measure(() -> line.awaitMore(learner));
                }
            }
            line.finish(learner, records);
            line.assertLikeUndisturbed(records);
        }
        recovery.print();
        lost.print();
    }

    /**
     * A moment in a life, from the first breath to long after the last record; where labels are
     * added, more often than not about when one is.
     */
    private void awaitAnyMoment(LearningLine line, Instance learner, Random random) {
        if (random.nextInt(4) == 0) {
            Chaos.linger(random.nextInt(4_000));
            return;
        }
        long now = line.writtenUpTo();
        long target = now + 1 + random.nextInt(RECORDS_OF_A_LIFE * 3 / 4);
        if (log.grows() && random.nextInt(4) > 0) {
            awaitAt(log.nextGrowth(now), line, learner);
            Chaos.linger(random.nextInt(40));
            return;
        }
        awaitAt(target, line, learner);
        Chaos.linger(random.nextInt(200));
    }

    private static void awaitAt(long target, LearningLine line, Instance learner) {
        Chaos.await(
                "the learner gets to " + target,
                () -> {
                    learner.requireAlive();
                    return line.writtenUpTo() >= Math.min(target, line.feed().sent() - 120);
                });
    }
}
