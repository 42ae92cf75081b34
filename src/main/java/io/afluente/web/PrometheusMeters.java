package io.afluente.web;

import io.afluente.meter.Meters;
import io.afluente.meter.MetricDefinition;
import io.afluente.meter.MetricDefinitions;
import io.afluente.stream.runtime.StreamsApp;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * What a process measures, for Prometheus: our own {@link MetricDefinitions} under {@code
 * afluente_}, those of the JVM, and Kafka Streams' own.
 */
public final class PrometheusMeters implements Meters, AutoCloseable {
    /** From 100 microseconds to a minute. */
    private static final Duration[] TIMES =
            IntStream.of(
                            1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000,
                            100_000, 600_000)
                    .mapToObj(tenths -> Duration.ofNanos(tenths * 100_000L))
                    .toArray(Duration[]::new);

    private static final double[] SIZES = {
        1, 2, 4, 8, 16, 32, 48, 64, 96, 128, 256, 512, 1024, 2048, 4096
    };

    private record GaugeId(String name, List<String> tags) {}

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<GaugeId, DoubleSupplier> gauges = new ConcurrentHashMap<>();
    private final Deque<Runnable> bound = new ArrayDeque<>();

    public PrometheusMeters() {
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        bound.push(collections::close);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        BuildInfo build = BuildInfo.current();
        gauge("build.info", () -> 1, "version", build.version(), "revision", build.revision());
    }

    @Override
    public Counter counter(String name, String... tags) {
        MetricDefinition figure = MetricDefinitions.named(name);
        var counter =
                io.micrometer.core.instrument.Counter.builder(nameOf(figure))
                        .description(figure.sentence())
                        .baseUnit(unitOf(figure))
                        .tags(tags)
                        .register(registry);
        return counter::increment;
    }

    @Override
    public Sample sample(String name, String... tags) {
        MetricDefinition figure = MetricDefinitions.named(name);
        return figure.unit().equals("seconds") ? times(figure, tags) : sizes(figure, tags);
    }

    private Sample times(MetricDefinition figure, String... tags) {
        Timer timer =
                Timer.builder(nameOf(figure))
                        .description(figure.sentence())
                        .serviceLevelObjectives(TIMES)
                        .tags(tags)
                        .register(registry);
        return seconds -> timer.record((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    }

    private Sample sizes(MetricDefinition figure, String... tags) {
        DistributionSummary summary =
                DistributionSummary.builder(nameOf(figure))
                        .description(figure.sentence())
                        .baseUnit(unitOf(figure))
                        .serviceLevelObjectives(SIZES)
                        .tags(tags)
                        .register(registry);
        return summary::record;
    }

    /** Shows the value; whoever reports the same name and labels again takes its place. */
    @Override
    public void gauge(String name, DoubleSupplier value, String... tags) {
        MetricDefinition figure = MetricDefinitions.named(name);
        GaugeId id = new GaugeId(name, List.of(tags));
        if (gauges.put(id, value) != null) {
            return;
        }
        Gauge.builder(nameOf(figure), () -> gauges.get(id).getAsDouble())
                .description(figure.sentence())
                .baseUnit(unitOf(figure))
                .tags(tags)
                .register(registry);
    }

    /** Shows Kafka Streams' own figures as well, for as long as these meters are open. */
    public synchronized void show(StreamsApp app) {
        bound.push(StreamsMeters.bind(app, registry));
    }

    /** All figures as they are now, in a text format of Prometheus. */
    String scrape(String contentType) {
        return registry.scrape(contentType);
    }

    @Override
    public synchronized void close() {
        while (!bound.isEmpty()) {
            bound.pop().run();
        }
        registry.close();
    }

    private static String nameOf(MetricDefinition figure) {
        return "afluente." + figure.name();
    }

    private static String unitOf(MetricDefinition figure) {
        return figure.unit().isEmpty() ? null : figure.unit();
    }
}
