package io.afluente.meter;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * The meters of a role: all that it reports has its name and the model's as labels, so that two
 * roles in a process, and services of two models, are told apart.
 */
public record RoleMeters(Meters meters, String role, String model) implements Meters {
    @Override
    public Counter counter(String name, String... tags) {
        return meters.counter(name, with(tags));
    }

    @Override
    public Sample sample(String name, String... tags) {
        return meters.sample(name, with(tags));
    }

    @Override
    public void gauge(String name, DoubleSupplier value, String... tags) {
        meters.gauge(name, value, with(tags));
    }

    private String[] with(String... tags) {
        return Stream.concat(Stream.of("role", role, "model", model), Arrays.stream(tags))
                .toArray(String[]::new);
    }
}
