package io.afluente.web.infer;

import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.LiveModel;
import io.afluente.stream.client.Submissions;
import io.afluente.stream.client.TopicWatch;
import io.afluente.stream.client.WatchedRecord;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.runtime.ModelRecords;
import io.afluente.stream.topic.Topics;
import io.afluente.web.Access;
import io.afluente.web.Routes;
import io.afluente.web.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Question and answer over HTTP as a whole: what it follows, and what it answers. */
public final class Infer implements Site {
    private final InferParts parts;
    private final Answerer answerer;
    private final Consumer<Checkpoint> accept;
    private final Map<String, Consumer<WatchedRecord>> takers = new HashMap<>();
    private volatile boolean watching;
    private volatile boolean closing;

    public Infer(InferParts parts) {
        this.parts = parts;
        Topics topics = parts.topics();
        if (parts.direct().isPresent()) {
            InferParts.Direct direct = parts.direct().get();
            LiveModel live =
                    new LiveModel(direct.engine(), Optional.of(parts.network()), direct.meters());
            answerer =
                    new DirectAnswers(
                            live, parts.codec(), direct, parts.limits().requests(), parts.meters());
            accept = live::accept;
        } else {
            LogAnswers log =
                    new LogAnswers(
                            new Submissions(parts.client(), topics),
                            new PredictionCodec(topics.formats()),
                            parts.topK(),
                            parts.limits().requests());
            takers.put(topics.predictions(), log::takePrediction);
            takers.put(topics.deadLettersOf(topics.images()), log::takeDeadLetter);
            answerer = log;
            accept = log::serve;
        }
    }

    private ModelVersions versions(ModelRecords records) {
        return new ModelVersions(
                parts.network().name(),
                records,
                parts.signer(),
                parts.backbones(),
                accept,
                parts.direct().map(InferParts.Direct::meters).orElse(Meters.none()));
    }

    @Override
    public List<Routes> routes() {
        InferLimits limits = parts.limits();
        Admission admission =
                new Admission(
                        new Access(parts.token()),
                        new ClientRates(limits.rate(), System::nanoTime),
                        limits.requests());
        InferHandler infer =
                new InferHandler(answerer, admission, limits, new InferMeters(parts.meters()));
        return List.of(new InferRoutes(parts.network().name(), answerer, () -> watching, infer));
    }

    @Override
    public void run() {
        try (ModelRecords records = new ModelRecords(parts.folder())) {
            ModelVersions versions = versions(records);
            takers.put(parts.topics().models(), versions::take);
            follow(versions);
        }
    }

    private void follow(ModelVersions versions) {
        Map<String, Long> pasts = new HashMap<>();
        takers.keySet().forEach(topic -> pasts.put(topic, 0L));
        pasts.put(parts.topics().models(), TopicWatch.ALL);
        try (TopicWatch watch = new TopicWatch(parts.client(), pasts)) {
            while (!closing) {
                watch.next().forEach(record -> takers.get(record.topic()).accept(record));
                answerer.check();
                // of what is on the topic of models already only the end counts
                if (watching || watch.hasCaughtUp()) {
                    versions.settle();
                    watching = true;
                }
            }
        } finally {
            watching = false;
        }
    }

    @Override
    public boolean isReady() {
        return watching && answerer.served().isPresent();
    }

    @Override
    public void close() {
        closing = true;
        answerer.close();
    }
}
