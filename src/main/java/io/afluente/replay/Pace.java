package io.afluente.replay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Keeps a steady rate: each turn comes when it is due, and short delays are made up for. */
public final class Pace {
    private static final long MADE_UP_FOR = TimeUnit.SECONDS.toNanos(1);

    private final double nanosEach;
    private final LongSupplier clock;
    private final LongConsumer wait;
    private long start;
    private long turns;

    Pace(double perSecond, LongSupplier clock, LongConsumer wait) {
        this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.clock = clock;
        this.wait = wait;
    }

    /** So many turns a second. */
    public static Pace of(double perSecond) {
        return new Pace(perSecond, System::nanoTime, LockSupport::parkNanos);
    }

    /** Every turn at once. */
    public static Pace unlimited() {
        return new Pace(Double.POSITIVE_INFINITY, () -> 0, nanos -> {});
    }

    /** Waits until the next turn is due. */
    public void await() {
        long now = clock.getAsLong();
        if (turns == 0) {
            start = now;
        }
        long due = start + Math.round(turns * nanosEach);
        if (now - due > MADE_UP_FOR) {
            start += now - due;
        }
        turns++;
        while (due - now > 0) {
            wait.accept(due - now);
            now = clock.getAsLong();
        }
    }
}
