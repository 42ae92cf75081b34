package io.afluente.stream.classify;

import io.afluente.stream.runtime.CommitPace;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Asks for a commit once all that a thread has polled is answered: of an answer that nobody can see
 * yet the commit is the last thing to wait for. Where there is no time for one yet, it is asked for
 * as soon as there is. Under load a thread is never idle, and the commit interval decides.
 */
final class EarlyCommits {
    /** How often a thread that owes a commit looks whether there is time for it. */
    static final Duration LOOK = Duration.ofMillis(5);

    private final Optional<CommitPace> pace;
    private final ThreadPolls polls;
    private final ProcessingContext context;
    private boolean owed;

    /** Those of a task, on its own stream thread. */
    EarlyCommits(PollBatches batches, ProcessingContext context) {
        this.pace = batches.pace();
        this.polls = batches.ofThisThread();
        this.context = context;
        if (pace.isPresent()) {
            context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> look());
        }
    }

    /** All that the thread has polled is answered. */
    void idle() {
        owed = pace.isPresent();
        look();
    }

    private void look() {
        if (owed && polls.idle() && pace.orElseThrow().hasTime()) {
            owed = false;
            context.commit();
        }
    }
}
