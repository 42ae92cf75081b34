package io.afluente.stream.runtime;

import java.util.function.LongSupplier;

/**
 * What commits cost each stream thread of an instance, measured as it runs, and whether a thread
 * has time for one that need not be yet. Early commits take half of a thread's time at most: one is
 * due when as long has passed since the last as that took. Each thread asks for itself.
 */
public final class CommitPace {
    /** Configuration of producers: the pace to tell of each commit. */
    public static final String CONFIG = "afluente.commit.pace";

    /** The last commit of a thread. */
    private static final class Last {
        private long ended;
        private long took;
    }

    private final LongSupplier nanos;
    private final ThreadLocal<Last> last = ThreadLocal.withInitial(Last::new);

    public CommitPace() {
        this(System::nanoTime);
    }

    /**
     * @param nanos the time
     */
    public CommitPace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The time, to be handed to {@link #committed}. */
    long now() {
        return nanos.getAsLong();
    }

    /** The calling thread has committed, and began to at this time. */
    public void committed(long began) {
        Last of = last.get();
        of.ended = nanos.getAsLong();
        of.took = of.ended - began;
    }

    /** Whether the calling thread has time for a commit. */
    public boolean hasTime() {
        Last of = last.get();
        return nanos.getAsLong() - of.ended >= of.took;
    }
}
