package io.afluente.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Goes on until the process is told to stop, by Ctrl-C for example, and keeps the process from
 * ending before the work at hand is done and told.
 */
final class UntilStopped implements AutoCloseable {
    private static final int LAST_WORDS_SECONDS = 10;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    static UntilStopped begin() {
        UntilStopped running = new UntilStopped();
        Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "until-stopped"));
        return running;
    }

    /** Waits a while; false as soon as it is time to stop. An interrupt says so too. */
    boolean pause(Duration time) {
        try {
            return !stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void stop() {
        stop.countDown();
        try {
            done.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All is said. */
    @Override
    public void close() {
        done.countDown();
    }
}
