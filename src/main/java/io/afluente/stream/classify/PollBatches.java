package io.afluente.stream.classify;

import io.afluente.stream.runtime.CommitPace;
import io.afluente.stream.runtime.ThreadCommits;
import java.util.Optional;

/**
 * What came in together: the polls of one Kafka Streams instance, each known to its stream thread
 * alone. The batch grows with the load and shrinks to one when idle; nothing waits for it.
 */
public final class PollBatches {
    private final ThreadLocal<ThreadPolls> polls = ThreadLocal.withInitial(ThreadPolls::new);
    private final ThreadCommits commits = new ThreadCommits();
    private final Optional<CommitPace> early;

    /**
     * @param early when a thread that has answered all it has polled may commit at once; empty
     *     where the commit interval alone decides
     */
    public PollBatches(Optional<CommitPace> early) {
        this.early = early;
    }

    /** Those of an instance that commits at its interval. */
    public PollBatches() {
        this(Optional.empty());
    }

    /** The polls of the calling stream thread. */
    ThreadPolls ofThisThread() {
        return polls.get();
    }

    /** How often each thread has committed, told by producers. */
    ThreadCommits commits() {
        return commits;
    }

    /** When an idle thread may commit, told by producers; empty where the interval decides. */
    Optional<CommitPace> pace() {
        return early;
    }
}
