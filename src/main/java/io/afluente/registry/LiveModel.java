package io.afluente.registry;

import io.afluente.meter.Meters;
import io.afluente.model.BadNetworkException;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.EngineChoice;
import io.afluente.model.NetworkSpec;
import io.afluente.model.ServableNetwork;
import io.afluente.model.engine.Engines;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The model that answers right now, in this process. One thread brings checkpoints, any number of
 * threads answer by them; a swap is one reference, and what is being answered is not disturbed.
 */
public final class LiveModel implements AutoCloseable {
    /** A version with a classifier of the calling thread's own, which the caller closes. */
    public record Answering(
            Version version,
            NetworkSpec spec,
            Classifier classifier,
            String engine,
            long nanosPerImage)
            implements AutoCloseable {
        @Override
        public void close() {
            classifier.close();
        }
    }

    private record Serving(Checkpoint checkpoint, ServableNetwork network) {}

    private final Engine engine;
    private final Optional<NetworkSpec> expected;
    private final Meters.Counter swaps;
    private final Meters.Sample swapSeconds;
    private volatile Serving serving;
    private volatile Duration allowed;
    private volatile long since;

    /**
     * @param engine that runs the networks
     * @param expected the local idea of the network; a checkpoint for other pictures or labels is
     *     refused
     */
    public LiveModel(Engine engine, Optional<NetworkSpec> expected, Meters meters) {
        this.engine = engine;
        this.expected = expected;
        this.swaps = meters.counter("version.swaps");
        this.swapSeconds = meters.sample("version.swap.seconds");
        meters.gauge("serving.version.sequence", () -> shown(c -> c.version().sequence()));
        meters.gauge("serving.version.offset", () -> shown(c -> c.lineage().nextOffset()));
        meters.gauge(
                "serving.version.age.seconds", () -> shown(c -> (System.nanoTime() - since) / 1e9));
        Engines.names().forEach(name -> showEngine(name, meters));
    }

    /**
     * Prepares a checkpoint beside the one that serves, then swaps.
     *
     * @throws BadNetworkException if it can't serve; the old one goes on
     */
    public void accept(Checkpoint checkpoint) {
        if (checkpoint.version().equals(version())) {
            return;
        }
        long start = System.nanoTime();
        expected.ifPresent(spec -> requireSame(spec, checkpoint));
        ServableNetwork prepared = inTime(checkpoint, engine.prepare(checkpoint.network()));
        Serving old;
        synchronized (this) {
            old = serving;
            serving = new Serving(checkpoint, prepared);
            since = System.nanoTime();
        }
        if (old != null) {
            old.network.close();
        }
        swaps.add(1);
        swapSeconds.record((System.nanoTime() - start) / 1e9);
    }

    /** The checkpoint that serves; null before the first. */
    public Checkpoint current() {
        Serving now = serving;
        return now == null ? null : now.checkpoint;
    }

    /** The version that serves; null before the first. */
    public Version version() {
        Checkpoint now = current();
        return now == null ? null : now.version();
    }

    /**
     * The model that serves, for the calling thread; empty before the first checkpoint, and after
     * the end.
     */
    public synchronized Optional<Answering> answering() {
        return Optional.ofNullable(serving)
                .map(
                        now ->
                                new Answering(
                                        now.checkpoint.version(),
                                        now.network.spec(),
                                        now.network.classifier(),
                                        now.network.engine().name(),
                                        now.network.nanosPerImage()));
    }

    /** No model serves any more, until another checkpoint comes. */
    @Override
    public synchronized void close() {
        if (serving != null) {
            serving.network.close();
            serving = null;
        }
    }

    /**
     * How long an image may take from now on, by itself; a version that takes longer is refused.
     */
    public void allow(Duration image) {
        allowed = image;
    }

    /** How long an image took by itself when what serves was prepared. */
    public Duration timeOfAnImage() {
        Serving now = serving;
        return now == null ? Duration.ZERO : Duration.ofNanos(now.network.nanosPerImage());
    }

    private ServableNetwork inTime(Checkpoint checkpoint, ServableNetwork prepared) {
        Duration limit = allowed;
        if (limit == null || prepared.nanosPerImage() <= limit.toNanos()) {
            return prepared;
        }
        String taken = seconds(Duration.ofNanos(prepared.nanosPerImage()));
        prepared.close();
        throw new BadNetworkException(
                "checkpoint %s: an image takes it %s s here, and %s s are the most that this process's transactions leave it; more classify-threads, or a start with this version, allow more"
                        .formatted(checkpoint.version(), taken, seconds(limit)));
    }

    private void showEngine(String name, Meters meters) {
        meters.gauge(
                "engine.serving",
                () -> engine(e -> e.name().equals(name) ? 1.0 : 0.0),
                "engine",
                name);
        meters.gauge(
                "engine.image.seconds",
                () -> engine(e -> e.secondsAnImage().getOrDefault(name, Double.NaN)),
                "engine",
                name);
    }

    private double engine(ToDoubleFunction<EngineChoice> value) {
        Serving now = serving;
        return now == null ? Double.NaN : value.applyAsDouble(now.network.engine());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e9);
    }

    private double shown(ToDoubleFunction<Checkpoint> value) {
        Checkpoint now = current();
        return now == null ? Double.NaN : value.applyAsDouble(now);
    }

    private static void requireSame(NetworkSpec local, Checkpoint checkpoint) {
        NetworkSpec given = checkpoint.network().spec();
        require("input", local.pictures().shape(), given.pictures().shape(), checkpoint);
        if (!given.beginsLike(local)) {
            require("labels", local.labels(), given.labels(), checkpoint);
        }
        // behind a backbone all that is said of pixels is the version's own
        if (local.backbone().isEmpty() && given.backbone().isEmpty()) {
            require("normalisation", local.normalisation(), given.normalisation(), checkpoint);
        }
    }

    private static void require(String what, Object local, Object given, Checkpoint checkpoint) {
        if (!local.equals(given)) {
            throw new BadNetworkException(
                    "checkpoint %s: its %s %s is not the local model's %s"
                            .formatted(checkpoint.version(), what, given, local));
        }
    }
}
