package io.afluente.stream.classify;

/**
 * What came in together: the polls of one Kafka Streams instance, each known to its stream thread
 * alone. The batch grows with the load and shrinks to one when idle; nothing waits for it.
 */
public final class PollBatches {
    private final ThreadLocal<ThreadPolls> polls = ThreadLocal.withInitial(ThreadPolls::new);

    /** The polls of the calling stream thread. */
    ThreadPolls ofThisThread() {
        return polls.get();
    }
}
