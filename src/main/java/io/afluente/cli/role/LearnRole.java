package io.afluente.cli.role;

import io.afluente.learn.Learner;
import io.afluente.learn.Provenance;
import io.afluente.meter.Meters;
import io.afluente.model.Rehearsal;
import io.afluente.model.RuntimeIdentity;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import io.afluente.stream.CheckpointFiles;
import io.afluente.stream.LearnTopology;
import io.afluente.stream.LearnerGroup;
import io.afluente.stream.ModelsTopic;
import io.afluente.stream.StreamsApp;
import io.afluente.stream.Topics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;

/** The role that learns from labelled images: one line of versions, exactly once. */
public final class LearnRole extends StreamsRole {
    private static final Logger LOG = LoggerFactory.getLogger(LearnRole.class);

    private final Beginning beginning;

    /**
     * @param beginning what the line starts from if it is new
     */
    public LearnRole(RoleSettings settings, Beginning beginning, Meters meters) {
        super("learn", settings, meters);
        this.beginning = beginning;
    }

    /** Publishes the first version of a new line, then starts to learn. */
    @Override
    public StreamsApp start() {
        Topics topics = settings.topics();
        long bytes = Rehearsal.requireRoom(settings.network(), settings.learn().batchSize());
        LOG.info("{}: a training step takes {} MB outside the heap", name(), bytes >> 20);
        LearnerGroup group =
                new LearnerGroup(
                        settings.client(),
                        settings.applicationIdOf(name()),
                        topics.labeledImages());
        boolean learned = group.hasRead();
        Checkpoint first = firstOf(learned);
        group.refuseLostChangelog();
        if (learned) {
            LOG.info("{} goes on where it stood", name());
        } else {
            LOG.info("{} begins with version {} of {}", name(), first.version(), model());
        }
        StreamsApp app =
                new StreamsApp(name(), topology(group, first).get(), config(first), meters);
        return launch(app, topics.labeledImages());
    }

    private Checkpoint firstOf(boolean learned) {
        ModelsTopic models =
                new ModelsTopic(
                        settings.client(), settings.topics().models(), model(), settings.signer());
        return beginning.publish(models, learned);
    }

    private LearnTopology topology(LearnerGroup group, Checkpoint first) {
        Provenance provenance = provenance();
        return new LearnTopology(
                settings.topics(),
                model(),
                () -> new Learner(first, settings.learn(), provenance),
                group::refuseLostState,
                settings.labeledImages(),
                settings.line().keepCheckpoints(),
                settings.signer(),
                new CheckpointFiles(
                        model(),
                        new CheckpointFolder(settings.home().checkpoints()),
                        settings.signer(),
                        meters),
                meters);
    }

    private String model() {
        return settings.network().name();
    }

    private Provenance provenance() {
        RuntimeIdentity here = RuntimeIdentity.current();
        return new Provenance(settings.topics().labeledImages(), 0, here.code(), here.toString());
    }

    private Map<String, Object> config(Checkpoint first) {
        return settings.exactlyOnceConfig(name(), settings.line().commitMillis(), meters)
                .learn(settings.topics(), first.network().parameters().length);
    }
}
