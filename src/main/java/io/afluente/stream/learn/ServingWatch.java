package io.afluente.stream.learn;

import io.afluente.learn.Learner;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.client.PublishedCheckpoints;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a start, sees to it that the topic of models has the version that is to serve. Where the
 * topic was lost and the learner's state was not, it puts that version back: from its file, or as a
 * copy with the parameters that the learner still has. Else no classifier could start until the
 * gate lets another one pass.
 */
final class ServingWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ServingWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    // the follower of the topic may be a little behind what another instance has put there
    private static final int LOOKS = 5;

    private final PublishedCheckpoints published;
    private final Learner learner;
    private final CheckpointFiles files;
    private Cancellable looks;
    private int missed;

    ServingWatch(PublishedCheckpoints published, Learner learner, CheckpointFiles files) {
        this.published = published;
        this.learner = learner;
        this.files = files;
    }

    /** Begins to look. */
    void start(ProcessorContext<?, ?> context) {
        looks = context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
    }

    private void look(long now) {
        if (published.isServing()) {
            looks.cancel();
        } else if (++missed == LOOKS) {
            looks.cancel();
            putBack(now);
        }
    }

    private void putBack(long now) {
        List<Checkpoint> versions =
                Stream.of(learner.candidate(), learner.champion())
                        .distinct()
                        .map(
                                version ->
                                        files.read(version)
                                                .orElseGet(() -> learner.copyOf(version)))
                        .toList();
        LOG.warn(
                "{} was not on the topic of models any more; put back: {}",
                learner.candidate(),
                versions.stream().map(Checkpoint::version).toList());
        published.putBack(versions, learner.candidate(), now);
    }
}
