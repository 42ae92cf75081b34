package io.afluente.cli.role;

import io.afluente.meter.Meters;
import io.afluente.stream.AppConfig;
import io.afluente.stream.LagWatch;
import io.afluente.stream.StreamsApp;
import io.afluente.stream.Topics;
import io.afluente.stream.join.JoinTopology;
import java.util.function.Consumer;

/** The role that joins labels with the images they are about, whichever comes first. */
public final class JoinRole implements Role {
    private static final int ROOM_FOR_THE_ANSWER = 64 << 10;
    private static final int THREADS = 1;

    private final RoleSettings settings;
    private final Meters meters;
    private volatile StreamsApp app;
    private LagWatch lag;

    public JoinRole(RoleSettings settings, Meters meters) {
        this.settings = settings;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "join";
    }

    @Override
    public void run(Consumer<StreamsApp> started) {
        start();
        started.accept(app);
        app.stopped().join();
    }

    /** Starts to join; returns at once. */
    public StreamsApp start() {
        Topics topics = settings.topics();
        String applicationId = settings.applicationIdOf("join");
        JoinTopology topology =
                new JoinTopology(
                        topics,
                        settings.network().labels().size(),
                        largestImage(topics),
                        settings.joinLimits(),
                        System::currentTimeMillis,
                        meters);
        AppConfig config =
                new AppConfig(
                        settings.client(),
                        applicationId,
                        "exactly_once_v2",
                        settings.stateDir().toString(),
                        settings.instanceId(),
                        THREADS,
                        settings.classifyCommitMillis(),
                        meters);
        app = new StreamsApp("join", topology.get(), config.join(topics), meters);
        lag = LagWatch.start(settings.client(), applicationId, topics.feedback(), meters);
        return app.start();
    }

    /** Neither larger than what is answered, nor than what the labelled stream takes. */
    private int largestImage(Topics topics) {
        int taken = topics.file(topics.labeledImages()).maxMessageBytes() - ROOM_FOR_THE_ANSWER;
        return Math.min(settings.maxImageBytes(), taken);
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
