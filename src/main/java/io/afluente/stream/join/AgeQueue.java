package io.afluente.stream.join;

import io.afluente.stream.record.RecordPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;

/** All that is kept, in the order in which it came and will age out. */
final class AgeQueue {
    private static final char KIND = 'q';

    private final SizedStore store;
    private final RunningTime time;
    private long head;
    private long tail;

    /**
     * @param head number of the first that may still be in it
     * @param tail number of the next to come
     */
    AgeQueue(SizedStore store, RunningTime time, long head, long tail) {
        this.store = store;
        this.time = time;
        this.head = head;
        this.tail = tail;
    }

    /** Adds something now, and gives its number. */
    long add(Waiting.What what) {
        store.put(key(tail), new Waiting(time.millis(), what).toBytes());
        return tail++;
    }

    void remove(long number) {
        store.remove(key(number));
    }

    /** What came first of all that is kept; empty if nothing is. */
    Optional<Waiting> oldest() {
        while (head < tail) {
            byte[] waiting = store.get(key(head));
            if (waiting != null) {
                return Optional.of(Waiting.fromBytes(waiting));
            }
            head++;
        }
        return Optional.empty();
    }

    void removeOldest() {
        remove(head++);
    }

    /** Takes images out of their order, and gives their positions. */
    List<RecordPosition> removeImages(Predicate<RecordPosition> which) {
        List<RecordPosition> removed = new ArrayList<>();
        for (long number = head; number < tail; number++) {
            byte[] waiting = store.get(key(number));
            if (waiting != null
                    && Waiting.fromBytes(waiting).what() instanceof Waiting.AnImage image
                    && which.test(image.position())) {
                remove(number);
                removed.add(image.position());
            }
        }
        return removed;
    }

    long head() {
        return head;
    }

    long tail() {
        return tail;
    }

    private static Bytes key(long number) {
        return SizedStore.key(KIND, number);
    }
}
