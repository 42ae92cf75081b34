package io.afluente.web.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The latest event of each kind, for any number of listeners. Whoever is slow misses some events of
 * a kind and gets its next, and never makes anybody else wait. Safe for any thread.
 */
final class Feed {
    /**
     * News for the page.
     *
     * @param number grows from event to event
     * @param kind such as live
     * @param json what there is to say
     */
    record Event(long number, String kind, byte[] json) {}

    private final Map<String, Event> latest = new HashMap<>();
    private long number;
    private int listeners;
    private boolean closed;

    synchronized void publish(String kind, Object news) {
        latest.put(kind, new Event(++number, kind, PageJson.write(news)));
        notifyAll();
    }

    /** The events after one, oldest first, once there are any; none when patience ends. */
    synchronized List<Event> after(long seen, long patienceMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        while (number <= seen && !closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return List.of();
            }
            wait(left);
        }
        List<Event> events = new ArrayList<>(latest.values());
        events.removeIf(event -> event.number <= seen);
        events.sort(Comparator.comparingLong(Event::number));
        return events;
    }

    /** Lets another listener in if there are fewer than so many. */
    synchronized boolean enter(int most) {
        if (closed || listeners >= most) {
            return false;
        }
        listeners++;
        return true;
    }

    synchronized void leave() {
        listeners--;
    }

    synchronized boolean hasListeners() {
        return listeners > 0;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
