package io.afluente.service;

import io.afluente.meter.Meters;
import io.afluente.model.Engine;
import io.afluente.model.NetworkSpec;
import io.afluente.registry.BackboneArrivals;
import io.afluente.registry.LiveModel;
import io.afluente.registry.ModelFollower;
import io.afluente.registry.ModelKeys;
import io.afluente.setting.FormatSettings;
import io.afluente.stream.classify.AnswerTime;
import io.afluente.stream.classify.ClassifyConfig;
import io.afluente.stream.classify.ClassifyTopology;
import io.afluente.stream.classify.Lane;
import io.afluente.stream.classify.PollBatches;
import io.afluente.stream.classify.TrafficSplit;
import io.afluente.stream.client.ModelsReading;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.runtime.AppConfig;
import io.afluente.stream.runtime.StreamsApp;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role that answers images: waits for a model, then consumes. */
public final class ClassifyRole extends StreamsRole {
    private static final Logger LOG = LoggerFactory.getLogger(ClassifyRole.class);

    private static final long LOOK_AGAIN_MS = 500;

    private final Lane lane;
    private final LiveModel live;
    private final Optional<LiveModel> challenger;
    private final BackboneArrivals backbones;
    private final ImageCodec codec;

    public ClassifyRole(RoleSettings settings, Engine engine, Meters meters) {
        this(settings, Lane.serving(settings.topics(), settings.network().name()), engine, meters);
    }

    private ClassifyRole(RoleSettings settings, Lane lane, Engine engine, Meters meters) {
        super(lane.name(), settings, meters);
        this.lane = lane;
        this.live = new LiveModel(engine, Optional.of(settings.network()), this.meters);
        this.codec = settings.codec();
        this.backbones = settings.backboneArrivals(this.meters);
        this.challenger =
                lane.inShadow()
                        ? Optional.empty()
                        : Optional.of(challenger(engine, settings.network()));
    }

    /**
     * Answers by the version that an operator wants to see beside the one that serves, to a topic
     * of its own.
     */
    public static ClassifyRole shadow(RoleSettings settings, Engine engine, Meters meters) {
        Lane lane = Lane.shadow(settings.topics(), settings.network().name());
        return new ClassifyRole(settings, lane, engine, meters);
    }

    /** Measured by nothing, so as not to be mistaken for the one that serves. */
    private static LiveModel challenger(Engine engine, NetworkSpec network) {
        return new LiveModel(engine, Optional.of(network), Meters.none());
    }

    /** Waits until a model can serve, then starts to answer. Returns at once after that. */
    @Override
    public StreamsApp start() throws InterruptedException {
        FormatSettings.prepare(settings.topics(), lane.predictions(), "predictions");
        HeapNeed.toAnswer(settings.network()).require(Runtime.getRuntime().maxMemory());
        AnswerTime time =
                AnswerTime.of(
                        settings.client(),
                        settings.topics().images(),
                        settings.classify().threads());
        allow(time.mostOfAnImage());
        long modelsFrom = awaitModel();
        PollBatches polls = new PollBatches(settings.classify().earlyCommit());
        StreamsApp app =
                new StreamsApp(
                        name(),
                        topology(polls, modelsFrom).get(),
                        config(polls, time),
                        settings.tracing(),
                        meters);
        return launch(app, settings.topics().images());
    }

    private ClassifyTopology topology(PollBatches polls, long modelsFrom) {
        return new ClassifyTopology(
                settings.topics(),
                lane,
                settings.network().name(),
                traffic(),
                polls,
                codec,
                settings.classify().sliceImages(),
                settings.classify().sliceBytes(),
                settings.classify().topK(),
                settings.classify().forwarded(),
                modelsFrom,
                settings.signer(),
                backbones,
                settings.tracing(),
                meters);
    }

    private TrafficSplit traffic() {
        return challenger
                .map(other -> TrafficSplit.between(live, other, meters))
                .orElseGet(() -> TrafficSplit.to(live));
    }

    private Map<String, Object> config(PollBatches polls, AnswerTime time) {
        AppConfig app = settings.classifyConfig(name(), meters);
        Duration pass = time.pass(live.timeOfAnImage());
        // a version that takes longer than these transactions last would be fenced for ever
        allow(time.mostOfAnImage(app.transactionTime(pass)));
        ClassifyConfig config =
                new ClassifyConfig(
                        app,
                        polls,
                        settings.classify().pollRecords(),
                        pass,
                        settings.streams().fetch().mostWait());
        return lane.inShadow()
                ? config.shadow(settings.topics())
                : config.serving(settings.topics());
    }

    private void allow(Duration image) {
        live.allow(image);
        challenger.ifPresent(other -> other.allow(image));
    }

    /** Whether it has a model, which is warm then, and all its tasks run. */
    @Override
    public boolean isReady() {
        return live.current() != null && super.isReady();
    }

    /** The model that answers. */
    public LiveModel live() {
        return live;
    }

    @Override
    public void close() {
        codec.fetcher().stop();
        super.close();
        live.close();
        challenger.ifPresent(LiveModel::close);
    }

    private long awaitModel() throws InterruptedException {
        String name = settings.network().name();
        ModelsTopic models =
                new ModelsTopic(settings.client(), settings.topics(), name, settings.signer());
        try (ModelsReading reading = models.reading()) {
            return awaitModel(reading);
        }
    }

    private long awaitModel(ModelsReading reading) throws InterruptedException {
        String name = settings.network().name();
        ModelsTopic.Content content = reading.readOn(backbones::take);
        // one for the whole wait: what it has refused it does not try again
        ModelFollower follower =
                lane.follower(
                        new ModelKeys(name),
                        settings.signer(),
                        content.records()::get,
                        live,
                        settings.tracing(),
                        meters);
        follower.changed();
        if (live.current() == null) {
            LOG.info(
                    "{} waits for a version of {} that serves: a learner publishes one, or"
                            + " \"afluente models promote VERSION\" chooses one",
                    name(),
                    name);
        }
        while (live.current() == null) {
            Thread.sleep(LOOK_AGAIN_MS);
            content = reading.readOn(backbones::take);
            follower.changed();
        }
        LOG.info("{} starts with version {} of {}", name(), live.version(), name);
        return content.lastOffset();
    }
}
