package io.afluente.service;

import io.afluente.learn.ExampleBudget;
import io.afluente.learn.Learner;
import io.afluente.learn.example.Provenance;
import io.afluente.meter.Meters;
import io.afluente.model.RuntimeIdentity;
import io.afluente.model.dl4j.Plans;
import io.afluente.model.dl4j.Rehearsal;
import io.afluente.model.engine.PictureInputs;
import io.afluente.model.file.NoHead;
import io.afluente.registry.CheckpointFolder;
import io.afluente.setting.FormatSettings;
import io.afluente.setting.UserException;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.learn.CheckpointFiles;
import io.afluente.stream.learn.LabeledLog;
import io.afluente.stream.learn.LearnConfig;
import io.afluente.stream.learn.LearnTopology;
import io.afluente.stream.learn.LearnerGroup;
import io.afluente.stream.record.LogEntryReader;
import io.afluente.stream.runtime.StreamsApp;
import io.afluente.stream.runtime.ThreadCommits;
import io.afluente.stream.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role that learns from labelled images: one line of versions, exactly once. */
public final class LearnRole extends StreamsRole {
    private static final Logger LOG = LoggerFactory.getLogger(LearnRole.class);

    private static final Duration MOST_OF_AN_EMBEDDING = Duration.ofSeconds(2);

    private final InitialVersion beginning;
    private final ThreadCommits commits = new ThreadCommits();
    private PictureInputs inputs;
    private LogEntryReader reader;

    /**
     * @param beginning what the line starts from if it is new
     */
    public LearnRole(RoleSettings settings, InitialVersion beginning, Meters meters) {
        super("learn", settings, meters);
        this.beginning = beginning;
    }

    /** Starts to learn, and publishes the first version of a new line as soon as that begins. */
    @Override
    public StreamsApp start() {
        NoHead.refuseToLearn(settings.network());
        requireHeap();
        Topics topics = settings.topics();
        FormatSettings.prepare(topics, topics.scores(), "scores");
        Plans.requireSplittable(settings.network(), settings.learn().practice().shards());
        long bytes = Rehearsal.requireRoom(settings.network(), settings.learn().batchSize());
        LOG.info("{}: a training step takes {} MB outside the heap", name(), bytes >> 20);
        LOG.info("{}: keeps {}", name(), budget().words(settings.learn()));
        // before any version that names it, and again where it was lost
        OwnBackbone backbone = new OwnBackbone(settings);
        inputs = PictureInputs.of(settings.network(), spec -> backbone.publish(spec, models()));
        requireQuick(inputs.time());
        reader = settings.labeledImages(inputs).patient(commits::ofThisThread);
        LearnerGroup group =
                new LearnerGroup(
                        settings.client(),
                        settings.applicationIdOf(name()),
                        topics.labeledImages());
        group.refuseLostChangelog();
        StreamsApp app =
                new StreamsApp(name(), topology(group).get(), config(), settings.tracing(), meters);
        return launch(app, topics.labeledImages());
    }

    private void requireHeap() {
        HeapNeed.toLearn(beginning.network(), settings.learn())
                .require(Runtime.getRuntime().maxMemory());
    }

    /** A transaction of several embeddings must not outlast the brokers' patience. */
    private void requireQuick(Duration embedding) {
        if (embedding.compareTo(MOST_OF_AN_EMBEDDING) > 0) {
            throw new UserException(
                    "backbone: an embedding takes it %,d ms here, and %,d ms are the most that a learner's transactions leave it"
                            .formatted(embedding.toMillis(), MOST_OF_AN_EMBEDDING.toMillis()));
        }
    }

    private LearnTopology topology(LabeledLog log) {
        Provenance provenance = provenance();
        return new LearnTopology(
                settings.topics(),
                model(),
                beginning.line(models()),
                from -> new Learner(from, settings.learn(), provenance),
                log,
                reader,
                settings.line().keepCheckpoints(),
                settings.signer(),
                new CheckpointFiles(
                        model(),
                        new CheckpointFolder(settings.checkpoints()),
                        settings.signer(),
                        meters),
                settings.tracing(),
                meters);
    }

    private ModelsTopic models() {
        return new ModelsTopic(settings.client(), settings.topics(), model(), settings.signer());
    }

    private String model() {
        return settings.network().name();
    }

    private Provenance provenance() {
        RuntimeIdentity here = PictureInputs.runtime(settings.network());
        return new Provenance(settings.topics().labeledImages(), 0, here.code(), here.toString());
    }

    private Map<String, Object> config() {
        return new LearnConfig(
                        settings.exactlyOnceConfig(name(), settings.line().commitMillis(), meters),
                        beginning.parameters(),
                        budget().bytes(settings.learn()),
                        settings.streams().fetch().mostWait(),
                        commits)
                .of(settings.topics());
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.stop();
        }
        super.close();
        if (inputs != null) {
            inputs.close();
        }
    }

    private ExampleBudget budget() {
        return new ExampleBudget(settings.network().input());
    }
}
