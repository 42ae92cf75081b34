package io.afluente.cli.role;

import io.afluente.image.ImageDecoder;
import io.afluente.image.ImageLimits;
import io.afluente.meter.Meters;
import io.afluente.model.Engine;
import io.afluente.registry.LiveModel;
import io.afluente.registry.ModelFollower;
import io.afluente.registry.ModelKeys;
import io.afluente.stream.AppConfig;
import io.afluente.stream.ClassifyTopology;
import io.afluente.stream.ImageCodec;
import io.afluente.stream.LagWatch;
import io.afluente.stream.Lane;
import io.afluente.stream.ModelsTopic;
import io.afluente.stream.PollBatches;
import io.afluente.stream.StreamsApp;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role that answers images: waits for a model, then consumes. */
public final class ClassifyRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(ClassifyRole.class);

    private final RoleSettings settings;
    private final Lane lane;
    private final Meters meters;
    private final LiveModel live;
    private volatile StreamsApp app;
    private LagWatch lag;

    public ClassifyRole(RoleSettings settings, Engine engine, Meters meters) {
        this(settings, Lane.serving(settings.topics(), settings.network().name()), engine, meters);
    }

    private ClassifyRole(RoleSettings settings, Lane lane, Engine engine, Meters meters) {
        this.settings = settings;
        this.lane = lane;
        this.meters = meters;
        this.live = new LiveModel(engine, Optional.of(settings.network()), meters);
    }

    /**
     * Answers by the version that an operator wants to see beside the one that serves, to a topic
     * of its own. Measured by nothing, so as not to be mistaken for the one that serves.
     */
    public static ClassifyRole shadow(RoleSettings settings, Engine engine) {
        Lane lane = Lane.shadow(settings.topics(), settings.network().name());
        return new ClassifyRole(settings, lane, engine, Meters.none());
    }

    @Override
    public String name() {
        return lane.name();
    }

    @Override
    public void run(Consumer<StreamsApp> started) throws InterruptedException {
        start();
        started.accept(app);
        app.stopped().join();
    }

    /** Waits until a model can serve, then starts to answer. Returns at once after that. */
    public StreamsApp start() throws InterruptedException {
        long modelsFrom = awaitModel();
        String applicationId = settings.applicationIdOf(lane.name());
        PollBatches polls = new PollBatches();
        ClassifyTopology topology =
                new ClassifyTopology(
                        settings.topics(),
                        lane,
                        settings.network().name(),
                        live,
                        polls,
                        new ImageCodec(
                                new ImageDecoder(ImageLimits.DEFAULT), settings.maxImageBytes()),
                        settings.sliceImages(),
                        settings.sliceBytes(),
                        modelsFrom,
                        meters);
        AppConfig config = settings.classifyConfig(lane.name(), meters);
        app =
                new StreamsApp(
                        lane.name(),
                        topology.get(),
                        lane.name().equals("shadow")
                                ? config.shadow(settings.topics(), polls, settings.pollRecords())
                                : config.classify(settings.topics(), polls, settings.pollRecords()),
                        meters);
        lag = LagWatch.start(settings.client(), applicationId, settings.topics().images(), meters);
        return app.start();
    }

    /** Whether it has a model, which is warm then, and all its tasks run. */
    @Override
    public boolean isReady() {
        return live.current() != null && app != null && app.isRunning();
    }

    @Override
    public boolean isAlive() {
        return app == null || !app.hasFailed();
    }

    /** The model that answers. */
    public LiveModel live() {
        return live;
    }

    @Override
    public void close() {
        if (lag != null) {
            lag.close();
        }
        if (app != null) {
            app.close();
        }
        live.close();
    }

    private long awaitModel() throws InterruptedException {
        String name = settings.network().name();
        ModelsTopic models = new ModelsTopic(settings.client(), settings.topics().models(), name);
        boolean told = false;
        while (true) {
            ModelsTopic.Content content = models.read();
            new ModelFollower(
                            new ModelKeys(name),
                            lane.pointers(),
                            content.records()::get,
                            live::accept,
                            meters)
                    .changed();
            if (live.current() != null) {
                LOG.info("{} starts with version {} of {}", lane.name(), live.version(), name);
                return content.lastOffset();
            }
            if (!told) {
                LOG.info("{} waits for a version of {}", lane.name(), name);
                told = true;
            }
            Thread.sleep(500);
        }
    }
}
