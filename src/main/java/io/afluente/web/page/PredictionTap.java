package io.afluente.web.page;

import io.afluente.stream.client.TopicWatch;
import io.afluente.stream.client.WatchedRecord;
import java.util.List;

/**
 * Takes no more of the predictions than a page can show, so that watching costs the same whatever
 * the load: when it has enough it pauses until the next tick, and then skips to the newest. While a
 * certain prediction is waited for it takes them all. Belongs to one thread.
 */
final class PredictionTap {
    private static final int ENOUGH = 500;
    private static final int TICKS_WITHOUT_A_LOOK = 4;

    private final TopicWatch watch;
    private final String topic;
    private int taken;
    private int ticks;
    private boolean paused;

    PredictionTap(TopicWatch watch, String topic) {
        this.watch = watch;
        this.topic = topic;
    }

    /**
     * The next records of all watched topics.
     *
     * @param watched whether anybody looks
     * @param all whether a certain prediction is waited for
     */
    List<WatchedRecord> next(boolean watched, boolean all) {
        boolean enough = !all && taken >= (watched ? ENOUGH : 0);
        if (enough != paused) {
            paused = enough;
            if (paused) {
                watch.pause(topic);
            } else {
                watch.resume(topic);
            }
        }
        List<WatchedRecord> records = watch.next();
        taken += (int) records.stream().filter(record -> record.topic().equals(topic)).count();
        return records;
    }

    /**
     * Begins the next tick.
     *
     * @return how many images were answered in the last: counted exactly while nothing is left out,
     *     else by offsets, of which a few are commit markers
     */
    long tick(boolean watched) {
        boolean skips = paused && (watched || ++ticks % TICKS_WITHOUT_A_LOOK == 0);
        if (skips) {
            watch.skip(topic);
        }
        long passed = watch.passed(topic);
        long answered = paused ? passed : Math.min(passed, taken);
        taken = 0;
        return answered;
    }
}
