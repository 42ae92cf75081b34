package io.afluente.evaluate;

import java.util.ArrayList;
import java.util.List;

/** ADWIN that keeps every example and counts anew at each question; parts end where buckets do. */
final class AdwinOracle {
    private final double delta;
    private final int every;
    private final List<Boolean> window = new ArrayList<>();
    private final List<Integer> buckets = new ArrayList<>();
    private int updates;

    AdwinOracle(double delta, int every) {
        this.delta = delta;
        this.every = every;
    }

    Drift update(boolean error) {
        window.add(error);
        buckets.add(1);
        mergeBuckets();
        return ++updates % every == 0 && shorten() ? Drift.DRIFT : Drift.NONE;
    }

    long window() {
        return window.size();
    }

    double errorRate() {
        return rate(window);
    }

    private void mergeBuckets() {
        for (int size = 1; count(size) > 5; size *= 2) {
            int oldest = buckets.indexOf(size);
            buckets.remove(oldest);
            buckets.set(oldest, 2 * size);
        }
    }

    private long count(int size) {
        return buckets.stream().filter(s -> s == size).count();
    }

    private boolean shorten() {
        boolean worse = false;
        for (int cut = cut(); cut > 0; cut = cut()) {
            worse |= rate(window.subList(cut, window.size())) > rate(window.subList(0, cut));
            window.subList(0, buckets.remove(0)).clear();
        }
        return worse;
    }

    /** The length of the first older part that differs from the rest, or 0. */
    private int cut() {
        int length = 0;
        for (int size : buckets) {
            length += size;
            if (differ(window.subList(0, length), window.subList(length, window.size()))) {
                return length;
            }
        }
        return 0;
    }

    private boolean differ(List<Boolean> older, List<Boolean> newer) {
        if (newer.isEmpty()) {
            return false;
        }
        double m = 1 / (1.0 / older.size() + 1.0 / newer.size());
        double p = rate(window);
        double log = Math.log(2 / (delta / Math.log(window.size())));
        double cut = Math.sqrt(2 / m * p * (1 - p) * log) + 2 / (3 * m) * log;
        return Math.abs(rate(older) - rate(newer)) > cut;
    }

    private static double rate(List<Boolean> errors) {
        return (double) errors.stream().filter(e -> e).count() / errors.size();
    }
}
