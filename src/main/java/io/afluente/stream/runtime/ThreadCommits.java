package io.afluente.stream.runtime;

/**
 * How often each stream thread of an instance has committed, told by its producers. Each thread
 * asks for itself.
 */
public final class ThreadCommits {
    /** Configuration of producers: the count to tell of each commit. */
    public static final String CONFIG = "afluente.thread.commits";

    private final ThreadLocal<int[]> count = ThreadLocal.withInitial(() -> new int[1]);

    /** The calling thread has committed. */
    void committed() {
        count.get()[0]++;
    }

    /** How often the calling thread has committed, modulo two to the power of 32. */
    public int ofThisThread() {
        return count.get()[0];
    }
}
