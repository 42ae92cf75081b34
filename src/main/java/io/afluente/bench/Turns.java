package io.afluente.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measures several pieces of work in turn, round by round: what the machine does besides meets all
 * of them alike, so that their ratios can be believed where their rates can't.
 */
final class Turns {
    private static final int ROUNDS_OF_A_ROUND = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int rounds;
    private final double seconds;

    /** Short rounds, five for each that {@link Rounds} would do. */
    Turns(BenchProfile effort) {
        this.rounds = ROUNDS_OF_A_ROUND * effort.rounds();
        this.seconds = effort.roundSeconds() / ROUNDS_OF_A_ROUND;
    }

    /**
     * Who takes part.
     *
     * @param what is measured
     * @param alone whether this thread does all the work, so that its processor time says something
     */
    record Contender(String what, boolean alone, Supplier<Rounds.Work> work) {}

    /** What came out, round by round. */
    record Measured(String what, boolean alone, double[] rates, double[] cpuMicros) {}

    /** Measures all of them, after a round of each that does not count. */
    List<Measured> measure(List<Contender> contenders) {
        List<Rounds.Work> works = new ArrayList<>();
        try {
            contenders.forEach(contender -> works.add(contender.work().get()));
            return measure(contenders, works);
        } finally {
            works.forEach(Rounds.Work::close);
        }
    }

    private List<Measured> measure(List<Contender> contenders, List<Rounds.Work> works) {
        List<Measured> all =
                contenders.stream()
                        .map(
                                c ->
                                        new Measured(
                                                c.what(),
                                                c.alone(),
                                                new double[rounds],
                                                new double[rounds]))
                        .toList();
        works.forEach(work -> measure(work, all.get(0), 0));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < works.size(); i++) {
                measure(works.get(i), all.get(i), round);
            }
        }
        return all;
    }

    private void measure(Rounds.Work work, Measured into, int round) {
        long images = 0;
        long nanos = 0;
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        while (nanos < seconds * 1e9) {
            images += work.getAsInt();
            nanos = System.nanoTime() - start;
        }
        into.rates()[round] = images / (nanos / 1e9);
        into.cpuMicros()[round] = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / images;
    }
}
