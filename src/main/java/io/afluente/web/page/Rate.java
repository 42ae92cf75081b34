package io.afluente.web.page;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many a second, over the last two seconds. Belongs to one thread. */
final class Rate {
    private static final long WINDOW_MILLIS = 2_000;

    private record Count(long time, long count) {}

    private final Deque<Count> counts = new ArrayDeque<>();
    private long sum;

    void add(long count, long now) {
        counts.add(new Count(now, count));
        sum += count;
    }

    /** Per second. */
    double at(long now) {
        while (!counts.isEmpty() && counts.peek().time <= now - WINDOW_MILLIS) {
            sum -= counts.remove().count;
        }
        return sum * 1000.0 / WINDOW_MILLIS;
    }
}
