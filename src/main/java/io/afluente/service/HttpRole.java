package io.afluente.service;

import io.afluente.meter.Meters;
import io.afluente.meter.RoleMeters;
import io.afluente.setting.InferSetting;
import io.afluente.stream.runtime.StreamsApp;
import io.afluente.web.Routes;
import io.afluente.web.infer.Infer;
import io.afluente.web.infer.InferParts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The role that answers images over HTTP, through Kafka or directly. */
public final class HttpRole implements Role {
    private final Infer infer;
    private volatile boolean failed;

    /**
     * @param how images of requests are answered
     * @param token that lets other machines ask; empty lets none
     */
    public HttpRole(RoleSettings settings, InferSetting how, String token, Meters meters) {
        Meters measured = new RoleMeters(meters, name(), settings.network().name());
        this.infer =
                new Infer(
                        new InferParts(
                                settings.clientOf("http"),
                                settings.topics(),
                                settings.network(),
                                settings.codec(),
                                settings.signer(),
                                settings.backboneArrivals(measured),
                                how.limits(),
                                token,
                                settings.classify().topK(),
                                how.direct()
                                        ? Optional.of(direct(settings, measured))
                                        : Optional.empty(),
                                measured));
    }

    private static InferParts.Direct direct(RoleSettings settings, Meters meters) {
        HeapNeed.toAnswer(settings.network()).require(Runtime.getRuntime().maxMemory());
        return new InferParts.Direct(
                settings.engine(),
                Runtime.getRuntime().availableProcessors(),
                settings.classify().sliceImages(),
                meters);
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public void run(Consumer<StreamsApp> started) {
        try {
            infer.run();
        } catch (RuntimeException | Error e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public boolean isAlive() {
        return !failed;
    }

    @Override
    public boolean isReady() {
        return infer.isReady();
    }

    @Override
    public List<Routes> routes() {
        return infer.routes();
    }

    @Override
    public void close() {
        infer.close();
    }
}
