package io.afluente.meter;

import java.util.function.DoubleSupplier;

/**
 * Where measured rooms report to. Safe for any thread and cheap: callers keep the handles they get,
 * and ask for them outside the hot path.
 */
public interface Meters {
    /** A count that only grows, such as images answered. */
    Counter counter(String name, String... tags);

    /** A distribution: seconds for names that end in {@code .seconds}, else a size. */
    Sample sample(String name, String... tags);

    /** A value that is read when somebody looks. */
    void gauge(String name, DoubleSupplier value, String... tags);

    /** Adds to a count. */
    interface Counter {
        void add(long amount);
    }

    /** Notes one value of a distribution. */
    interface Sample {
        void record(double value);
    }

    /** Meters that nobody reads, for tests and one-off commands. */
    static Meters none() {
        return new Meters() {
            @Override
            public Counter counter(String name, String... tags) {
                return amount -> {};
            }

            @Override
            public Sample sample(String name, String... tags) {
                return value -> {};
            }

            @Override
            public void gauge(String name, DoubleSupplier value, String... tags) {}
        };
    }
}
