package io.afluente.service;

import io.afluente.meter.Meters;
import io.afluente.meter.RoleMeters;
import io.afluente.setting.InferSetting;
import io.afluente.web.infer.Infer;
import io.afluente.web.infer.InferParts;
import java.util.Optional;

/** The role that answers images over HTTP, through Kafka or directly. */
public final class HttpRole extends SiteRole {
    private static final String NAME = "http";

    /**
     * @param how images of requests are answered
     * @param token that lets other machines ask; empty lets none
     */
    public HttpRole(RoleSettings settings, InferSetting how, String token, Meters meters) {
        super(
                NAME,
                infer(
                        settings,
                        how,
                        token,
                        new RoleMeters(meters, NAME, settings.network().name())));
    }

    private static Infer infer(
            RoleSettings settings, InferSetting how, String token, Meters meters) {
        return new Infer(
                new InferParts(
                        settings.clientOf(NAME),
                        settings.topics(),
                        settings.network(),
                        settings.codec(),
                        settings.signer(),
                        settings.backboneArrivals(meters),
                        how.limits(),
                        token,
                        settings.streams().state().resolve(NAME),
                        settings.classify().topK(),
                        how.direct() ? Optional.of(direct(settings, meters)) : Optional.empty(),
                        meters));
    }

    private static InferParts.Direct direct(RoleSettings settings, Meters meters) {
        HeapNeed.toAnswer(settings.network()).require(Runtime.getRuntime().maxMemory());
        return new InferParts.Direct(
                settings.engine(),
                Runtime.getRuntime().availableProcessors(),
                settings.classify().sliceImages(),
                meters);
    }
}
