package io.afluente.meter;

import java.util.function.DoubleSupplier;

/** Reports under names of its own, so that nobody takes the shadow for what serves. */
public record ShadowMeters(Meters meters) implements Meters {
    static final String PREFIX = "shadow.";

    @Override
    public Counter counter(String name, String... tags) {
        return meters.counter(PREFIX + name, tags);
    }

    @Override
    public Sample sample(String name, String... tags) {
        return meters.sample(PREFIX + name, tags);
    }

    @Override
    public void gauge(String name, DoubleSupplier value, String... tags) {
        meters.gauge(PREFIX + name, value, tags);
    }
}
