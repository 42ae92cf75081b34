package io.afluente.cli.role;

import io.afluente.image.ImageDecoder;
import io.afluente.image.ImageLimits;
import io.afluente.learn.Learner;
import io.afluente.learn.Provenance;
import io.afluente.meter.Meters;
import io.afluente.model.RuntimeIdentity;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import io.afluente.stream.AppConfig;
import io.afluente.stream.CheckpointFiles;
import io.afluente.stream.ImageCodec;
import io.afluente.stream.LagWatch;
import io.afluente.stream.LearnTopology;
import io.afluente.stream.LearnerGroup;
import io.afluente.stream.LogEntryReader;
import io.afluente.stream.ModelsTopic;
import io.afluente.stream.StreamsApp;
import io.afluente.stream.Topics;
import java.util.function.Consumer;

/** The role that learns from labelled images: one line of versions, exactly once. */
public final class LearnRole implements Role {
    private final RoleSettings settings;
    private final Beginning beginning;
    private final Meters meters;
    private volatile StreamsApp app;
    private LagWatch lag;

    /**
     * @param beginning what the line starts from if it is new
     */
    public LearnRole(RoleSettings settings, Beginning beginning, Meters meters) {
        this.settings = settings;
        this.beginning = beginning;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "learn";
    }

    @Override
    public void run(Consumer<StreamsApp> started) {
        start();
        started.accept(app);
        app.stopped().join();
    }

    /** Publishes the first version of a new line, then starts to learn. */
    public StreamsApp start() {
        Topics topics = settings.topics();
        String model = settings.network().name();
        String applicationId = settings.applicationIdOf("learn");
        LearnerGroup group =
                new LearnerGroup(settings.client(), applicationId, topics.labeledImages());
        Checkpoint first =
                beginning.publish(
                        new ModelsTopic(settings.client(), topics.models(), model),
                        group.hasRead());
        Provenance provenance =
                new Provenance(
                        topics.labeledImages(),
                        0,
                        RuntimeIdentity.current().code(),
                        RuntimeIdentity.current().toString());
        LearnTopology topology =
                new LearnTopology(
                        topics,
                        model,
                        () -> new Learner(first, settings.learn(), provenance),
                        group::refuseLostState,
                        new LogEntryReader(
                                new ImageCodec(
                                        new ImageDecoder(ImageLimits.DEFAULT),
                                        settings.maxImageBytes()),
                                settings.network().input(),
                                settings.network().labels().size()),
                        settings.keepCheckpoints(),
                        new CheckpointFiles(
                                model, new CheckpointFolder(settings.checkpointDir()), meters),
                        meters);
        AppConfig config =
                new AppConfig(
                        settings.client(),
                        applicationId,
                        "exactly_once_v2",
                        settings.stateDir().toString(),
                        settings.instanceId(),
                        1,
                        settings.learnCommitMillis(),
                        meters);
        app =
                new StreamsApp(
                        "learn",
                        topology.get(),
                        config.learn(topics, first.network().parameters().length),
                        meters);
        lag = LagWatch.start(settings.client(), applicationId, topics.labeledImages(), meters);
        return app.start();
    }

    @Override
    public boolean isReady() {
        return app != null && app.isRunning();
    }

    @Override
    public boolean isAlive() {
        return app == null || !app.hasFailed();
    }

    @Override
    public void close() {
        if (lag != null) {
            lag.close();
        }
        if (app != null) {
            app.close();
        }
    }
}
