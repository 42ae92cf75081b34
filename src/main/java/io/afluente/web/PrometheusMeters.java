package io.afluente.web;

import io.afluente.meter.Figure;
import io.afluente.meter.Figures;
import io.afluente.meter.Meters;
import io.afluente.stream.StreamsApp;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * What a process measures, for Prometheus: our own {@link Figures} under {@code afluente_}, those
 * of the JVM, and Kafka Streams' own.
 */
public final class PrometheusMeters implements Meters, AutoCloseable {
    private static final double[] SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
        10, 60
    };
    private static final double[] SIZES = {
        1, 2, 4, 8, 16, 32, 48, 64, 96, 128, 256, 512, 1024, 2048, 4096
    };

    private record GaugeId(String name, List<String> tags) {}

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<GaugeId, DoubleSupplier> gauges = new ConcurrentHashMap<>();
    private final Deque<AutoCloseable> bound = new ArrayDeque<>();

    public PrometheusMeters() {
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        bound.push(collections);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    @Override
    public Counter counter(String name, String... tags) {
        Figure figure = Figures.named(name);
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
        Figure figure = Figures.named(name);
        var summary =
                DistributionSummary.builder(nameOf(figure))
                        .description(figure.sentence())
                        .baseUnit(unitOf(figure))
                        .serviceLevelObjectives(figure.unit().equals("seconds") ? SECONDS : SIZES)
                        .tags(tags)
                        .register(registry);
        return summary::record;
    }

    /** Shows the value; whoever reports the same name and labels again takes its place. */
    @Override
    public void gauge(String name, DoubleSupplier value, String... tags) {
        Figure figure = Figures.named(name);
        GaugeId id = new GaugeId(name, List.of(tags));
        gauges.put(id, value);
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
    public synchronized void close() throws Exception {
        while (!bound.isEmpty()) {
            bound.pop().close();
        }
        registry.close();
    }

    private static String nameOf(Figure figure) {
        return "afluente." + figure.name();
    }

    private static String unitOf(Figure figure) {
        return figure.unit().isEmpty() ? null : figure.unit();
    }
}
