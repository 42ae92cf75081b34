package io.afluente;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come about, and leaves the processor to whoever brings it about. */
public final class Waiting {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GLANCE = Duration.ofMillis(10);

    private Waiting() {}

    /**
     * Returns once it is so.
     *
     * @throws AssertionError if it is not so after minutes
     */
    public static void until(String what, BooleanSupplier so) {
        until(what, () -> "", so);
    }

    /**
     * Returns once it is so.
     *
     * @param trouble what keeps it from ever being so; empty as long as there is hope
     * @throws AssertionError with the trouble at once, or if it is not so after minutes
     */
    public static void until(String what, Supplier<String> trouble, BooleanSupplier so) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            String said = trouble.get();
            if (!said.isEmpty()) {
                throw new AssertionError(what + ": " + said);
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        what + ": not within " + PATIENCE.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }
}
