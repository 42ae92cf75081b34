package io.afluente.web.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A growing series in bounded room: when it is full every second value goes, and of the new ones
 * every second, every fourth and so on are kept; always the newest. Belongs to one thread.
 */
final class DownsampledSeries<T> {
    private final int most;
    private final List<T> kept = new ArrayList<>();
    private T newest;
    private long added;
    private long stride = 1;

    /**
     * @param most how many are kept
     */
    DownsampledSeries(int most) {
        this.most = most;
    }

    void add(T value) {
        newest = value;
        if (added++ % stride == 0) {
            kept.add(value);
            thinOut();
        }
    }

    /** What is kept, in order, the newest last. */
    List<T> all() {
        List<T> all = new ArrayList<>(kept);
        if (newest != null && all.get(all.size() - 1) != newest) {
            all.add(newest);
        }
        return all;
    }

    private void thinOut() {
        if (kept.size() < most) {
            return;
        }
        List<T> everySecond = new ArrayList<>();
        for (int i = 0; i < kept.size(); i += 2) {
            everySecond.add(kept.get(i));
        }
        kept.clear();
        kept.addAll(everySecond);
        stride *= 2;
    }
}
