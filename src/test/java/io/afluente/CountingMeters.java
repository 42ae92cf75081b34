package io.afluente;

import io.afluente.meter.Meters;
import io.afluente.meter.MetricDefinitions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Meters that a test can read: sums of counters, gauges, and the largest of each sample. */
public final class CountingMeters implements Meters {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Double> largest = new ConcurrentHashMap<>();
    private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

    @Override
    public Counter counter(String name, String... tags) {
        return counts.computeIfAbsent(MetricDefinitions.named(name).name(), n -> new LongAdder())
                ::add;
    }

    @Override
    public Sample sample(String name, String... tags) {
        String known = MetricDefinitions.named(name).name();
        return value -> largest.merge(known, value, Math::max);
    }

    @Override
    public void gauge(String name, DoubleSupplier value, String... tags) {
        gauges.put(MetricDefinitions.named(name).name(), value);
    }

    /** What a counter has come to. */
    public long count(String name) {
        LongAdder count = counts.get(name);
        return count == null ? 0 : count.sum();
    }

    /** What a gauge shows now. */
    public double gauge(String name) {
        return gauges.get(name).getAsDouble();
    }

    /** The largest value of a sample. */
    public double largest(String name) {
        return largest.getOrDefault(name, 0.0);
    }
}
