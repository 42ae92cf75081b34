package io.afluente.web.infer;

import io.afluente.meter.Meters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is measured of requests. Safe for any thread. */
final class InferMeters {
    private final Meters meters;
    private final Map<Integer, Meters.Counter> requests = new ConcurrentHashMap<>();
    private final Meters.Sample seconds;
    private final Meters.Counter images;

    InferMeters(Meters meters) {
        this.meters = meters;
        this.seconds = meters.sample("infer.seconds");
        this.images = meters.counter("infer.images");
    }

    /**
     * A request has been answered, or refused.
     *
     * @param status of HTTP
     * @param startNanos when it came
     * @param answered pictures
     */
    void done(int status, long startNanos, int answered) {
        requests.computeIfAbsent(status, this::counter).add(1);
        seconds.record((System.nanoTime() - startNanos) / 1e9);
        images.add(answered);
    }

    private Meters.Counter counter(int status) {
        return meters.counter("infer.requests", "code", String.valueOf(status));
    }
}
