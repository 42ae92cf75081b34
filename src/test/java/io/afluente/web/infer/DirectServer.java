package io.afluente.web.infer;

import io.afluente.CountingMeters;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.meter.Meters;
import io.afluente.model.Engine;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.LiveModel;
import io.afluente.stream.record.ImageCodec;
import io.afluente.web.Http;
import io.afluente.web.WebServer;
import java.net.http.HttpResponse;
import java.util.Optional;

/** A real server on this machine that answers by a live model, without a broker. */
final class DirectServer implements AutoCloseable {
    static final InferLimits LIMITS = new InferLimits(16, 8, 0);
    private static final int SLICE = 64;

    final CountingMeters meters = new CountingMeters();
    final LiveModel live;
    private final DirectAnswers answers;
    private final WebServer server;

    private DirectServer(InferLimits limits) {
        this(limits, new Nd4jEngine(SLICE));
    }

    private DirectServer(InferLimits limits, Engine engine) {
        live = new LiveModel(engine, Optional.empty(), Meters.none());
        ImageCodec codec =
                new ImageCodec(new ImageDecoder(ImageLimits.ofUnpackedBytes(1 << 24)), 1 << 20);
        answers =
                new DirectAnswers(
                        live,
                        codec,
                        new InferParts.Direct(engine, 2, SLICE, Meters.none()),
                        limits.requests(),
                        meters);
        server = InferServer.start(answers, limits, meters);
    }

    static DirectServer empty() {
        return new DirectServer(LIMITS);
    }

    static DirectServer serving(Checkpoint checkpoint) {
        return serving(checkpoint, LIMITS);
    }

    static DirectServer serving(Checkpoint checkpoint, InferLimits limits) {
        DirectServer server = new DirectServer(limits);
        server.live.accept(checkpoint);
        return server;
    }

    Http http() {
        return new Http(server.port());
    }

    static DirectServer serving(Checkpoint checkpoint, Engine engine) {
        DirectServer server = new DirectServer(LIMITS, engine);
        server.live.accept(checkpoint);
        return server;
    }

    HttpResponse<String> infer(byte[] body, String... headers) {
        return http().post("/v2/models/mnist/infer", body, headers);
    }

    @Override
    public void close() {
        server.close();
        answers.close();
    }
}
