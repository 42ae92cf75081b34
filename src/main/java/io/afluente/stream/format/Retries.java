package io.afluente.stream.format;

import io.afluente.stream.format.RegistryException.Cause;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks again while a registry is away, no longer in all than one has patience. */
final class Retries {
    private static final long FIRST_PAUSE_MS = 50;

    private Retries() {}

    /**
     * An answer.
     *
     * @param question asked with the patience that is left
     * @throws RegistryException if there is none in time, or a refusal
     */
    static <T> T within(Duration patience, Function<Duration, T> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long pause = FIRST_PAUSE_MS; ; pause *= 2) {
            try {
                return question.apply(Duration.ofNanos(deadline - System.nanoTime()));
            } catch (RegistryException e) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (e.why() != Cause.AWAY || left <= pause || !paused(pause)) {
                    throw e;
                }
            }
        }
    }

    private static boolean paused(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
