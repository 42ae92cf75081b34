package io.afluente.web.page;

import io.afluente.stream.client.WatchedRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Records that could not be used, and why. Belongs to one thread. */
final class DeadLetterView {
    private static final int SHOWN = 20;
    private static final int MAX_REASON = 300;
    private static final int MAX_ID = 80;

    /** One of them. */
    record Entry(String id, String topic, String reason, long time) {}

    /**
     * All of it, for the page.
     *
     * @param total read so far
     * @param reasons how often each field was at fault
     * @param latest the newest first
     */
    record DeadLetters(long total, Map<String, Long> reasons, List<Entry> latest) {}

    private final Map<String, Long> reasons = new TreeMap<>();
    private final Deque<Entry> latest = new ArrayDeque<>();
    private long total;

    void take(WatchedRecord record) {
        String reason = record.deadLetter().reason();
        total++;
        reasons.merge(fieldOf(reason), 1L, Long::sum);
        latest.addFirst(
                new Entry(
                        brief(record.key(), MAX_ID),
                        record.topic(),
                        brief(reason, MAX_REASON),
                        record.timestamp()));
        if (latest.size() > SHOWN) {
            latest.removeLast();
        }
    }

    DeadLetters all() {
        return new DeadLetters(total, new TreeMap<>(reasons), List.copyOf(latest));
    }

    private static String fieldOf(String reason) {
        int colon = reason.indexOf(':');
        return colon > 0 && colon < 30 ? reason.substring(0, colon) : "other";
    }

    private static String brief(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
