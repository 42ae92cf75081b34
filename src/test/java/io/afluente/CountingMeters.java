package io.afluente;

import io.afluente.meter.Meters;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Meters that a test can read: sums of counters, and the largest of each sample. */
public final class CountingMeters implements Meters {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Double> largest = new ConcurrentHashMap<>();

    @Override
    public Counter counter(String name, String... tags) {
        return counts.computeIfAbsent(name, n -> new LongAdder())::add;
    }

    @Override
    public Sample sample(String name, String... tags) {
        return value -> largest.merge(name, value, Math::max);
    }

    @Override
    public void gauge(String name, DoubleSupplier value, String... tags) {}

    /** What a counter has come to. */
    public long count(String name) {
        LongAdder count = counts.get(name);
        return count == null ? 0 : count.sum();
    }

    /** The largest value of a sample. */
    public double largest(String name) {
        return largest.getOrDefault(name, 0.0);
    }
}
