package io.afluente.chaos;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How wild a run is: few kills by default, any number by {@code -Dchaos.kills}, all by a seed. */
final class Chaos {
    private static final long PATIENCE_SECONDS = Long.getLong("chaos.patience", 120);

    private Chaos() {}

    /** {@code -Dchaos.kills}. */
    static int kills(int usual) {
        return Integer.getInteger("chaos.kills", usual);
    }

    /** {@code -Dchaos.records}: images or labelled images. */
    static int records(int usual) {
        return Integer.getInteger("chaos.records", usual);
    }

    /** What happens when; {@code -Dchaos.seed} repeats a run. */
    static Random random(String what) {
        long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xffff);
        System.out.printf("%s: repeat with -Dchaos.seed=%d%n", what, seed);
        return new Random(seed);
    }

    /** Waits until something is so, looking again each millisecond; fails after two minutes. */
    static void await(String what, BooleanSupplier so) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE_SECONDS + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Lets a moment pass, so that what follows happens at another point of the victim's life. */
    static void linger(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
