package io.afluente.service;

import io.afluente.meter.Meters;
import io.afluente.meter.RoleMeters;
import io.afluente.stream.runtime.LagWatch;
import io.afluente.stream.runtime.StreamsApp;
import java.util.function.Consumer;

/** What all roles that are a topology do alike: run, tell how they are, and stop. */
abstract class StreamsRole implements Role {
    private final String name;
    final RoleSettings settings;
    final Meters meters;
    private volatile StreamsApp app;
    private LagWatch lag;

    StreamsRole(String name, RoleSettings settings, Meters meters) {
        this.name = name;
        this.settings = settings;
        this.meters = new RoleMeters(meters, name, settings.network().name());
    }

    /** Starts to work; returns at once after that. */
    abstract StreamsApp start() throws InterruptedException;

    /**
     * Starts a topology that is ready to.
     *
     * @param input the topic that it reads
     */
    final StreamsApp launch(StreamsApp ready, String input) {
        app = ready;
        lag =
                LagWatch.start(
                        settings.clientOf(name), settings.applicationIdOf(name), input, meters);
        return app.start();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void run(Consumer<StreamsApp> started) throws InterruptedException {
        start();
        started.accept(app);
        app.stopped().join();
    }

    /** Whether all its tasks run. */
    @Override
    public boolean isReady() {
        return app != null && app.isRunning();
    }

    @Override
    public final boolean isAlive() {
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
