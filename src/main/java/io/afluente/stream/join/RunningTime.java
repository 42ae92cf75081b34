package io.afluente.stream.join;

/**
 * The clock by which things age: it runs while the join runs. No record's timestamp moves it, so
 * that one producer's bad clock ages nothing; time in which the join is down does not count, so
 * that a label that came meanwhile still finds its image; and where this machine's own clock jumps,
 * it moves by one step at most.
 */
final class RunningTime {
    private static final long NEVER = Long.MIN_VALUE;

    private final long largestStep;
    private long millis;
    private long last = NEVER;

    /**
     * @param millis where it stood when it ran last
     * @param largestStep how far it moves at a time, in milliseconds
     */
    RunningTime(long millis, long largestStep) {
        this.millis = millis;
        this.largestStep = largestStep;
    }

    /** Moves on by as much as the given clock has since the last call. */
    void tick(long now) {
        if (last != NEVER) {
            millis += Math.max(0, Math.min(largestStep, now - last));
        }
        last = now;
    }

    /** Milliseconds it has run in all. */
    long millis() {
        return millis;
    }
}
