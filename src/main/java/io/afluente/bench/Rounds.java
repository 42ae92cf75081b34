package io.afluente.bench;

import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Repeats a piece of work for a while, alone or on several threads, and says how fast it went. */
final class Rounds {
    private Rounds() {}

    /** Work that a thread sets up for itself, does many times, and gives up again. */
    interface Work extends IntSupplier, AutoCloseable {
        /** Does it once and says how many images that were. */
        @Override
        int getAsInt();

        @Override
        void close();
    }

    /**
     * Images per second of all threads together, the median of the rounds after one to warm up.
     *
     * @param threads that work side by side
     * @param make the work of one thread
     */
    static double rate(BenchProfile effort, int threads, Supplier<Work> make) {
        double[] rates = new double[effort.rounds()];
        round(effort.roundSeconds(), threads, make);
        for (int i = 0; i < rates.length; i++) {
            rates[i] = round(effort.roundSeconds(), threads, make);
        }
        return Quantiles.median(rates);
    }

    private static double round(double seconds, int threads, Supplier<Work> make) {
        double[] rates = new double[threads];
        CountDownLatch ready = new CountDownLatch(threads);
        Thread[] all = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int mine = t;
            all[t] = new Thread(() -> rates[mine] = repeat(seconds, ready, make), "bench-" + t);
            all[t].start();
        }
        double sum = 0;
        for (int t = 0; t < threads; t++) {
            join(all[t]);
            sum += rates[t];
        }
        return sum;
    }

    private static double repeat(double seconds, CountDownLatch ready, Supplier<Work> make) {
        try (Work work = make.get()) {
            ready.countDown();
            ready.await();
            long start = System.nanoTime();
            long images = 0;
            long nanos = 0;
            while (nanos < seconds * 1e9) {
                images += work.getAsInt();
                nanos = System.nanoTime() - start;
            }
            return images / (nanos / 1e9);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
