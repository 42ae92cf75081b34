package io.afluente.stream.classify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * The images that one stream thread has polled and not yet passed, in the order of the log, by
 * partition. What is there together can be classified together, without waiting for more.
 */
final class ThreadPolls {
    private final Map<TopicPartition, ArrayDeque<PolledRow>> rows = new LinkedHashMap<>();
    private int waiting;

    /** Notes a poll. Does nothing that can fail: the client would swallow the exception. */
    void note(ConsumerRecords<byte[], byte[]> poll) {
        for (TopicPartition partition : poll.partitions()) {
            ArrayDeque<PolledRow> queue = rows.computeIfAbsent(partition, p -> new ArrayDeque<>());
            for (ConsumerRecord<byte[], byte[]> record : poll.records(partition)) {
                // polled again after a seek: the later reading counts
                while (!queue.isEmpty() && queue.peekLast().offset() >= record.offset()) {
                    dropped(queue.removeLast());
                }
                waiting++;
                queue.addLast(
                        new PolledRow(
                                record.offset(), record.key(), record.value(), record.headers()));
            }
        }
    }

    /**
     * The row of a record; rows before it are dropped, since Streams has passed them. The row
     * itself stays, because a time-out may make Streams process its record again.
     *
     * @return null if its poll was not noted
     */
    PolledRow row(TopicPartition partition, long offset) {
        ArrayDeque<PolledRow> queue = rows.get(partition);
        if (queue == null) {
            return null;
        }
        while (!queue.isEmpty() && queue.peekFirst().offset() < offset) {
            dropped(queue.removeFirst());
        }
        PolledRow first = queue.peekFirst();
        return first != null && first.offset() == offset ? first : null;
    }

    /**
     * Rows to answer together: those of the given partition first, then those of the thread's other
     * partitions.
     *
     * @param most rows
     * @param mostBytes of their values together; one row may be larger by itself
     */
    List<PolledRow> slice(TopicPartition first, int most, long mostBytes) {
        List<PolledRow> slice = new ArrayList<>(most);
        long room = collect(rows.get(first), slice, most, mostBytes);
        Iterator<Map.Entry<TopicPartition, ArrayDeque<PolledRow>>> others =
                rows.entrySet().iterator();
        while (room > 0 && slice.size() < most && others.hasNext()) {
            Map.Entry<TopicPartition, ArrayDeque<PolledRow>> other = others.next();
            if (!other.getKey().equals(first)) {
                room = collect(other.getValue(), slice, most, room);
            }
        }
        return slice;
    }

    /**
     * A row's own turn has come.
     *
     * @return whether it was the last of all that this thread has polled
     */
    boolean processed(PolledRow row) {
        dropped(row);
        row.process();
        return idle();
    }

    /** Whether all that this thread has polled is processed. */
    boolean idle() {
        return waiting == 0;
    }

    private void dropped(PolledRow row) {
        if (!row.processed()) {
            waiting--;
        }
    }

    /** Forgets a partition that this thread no longer processes. */
    void forget(TopicPartition partition) {
        ArrayDeque<PolledRow> queue = rows.remove(partition);
        if (queue != null) {
            queue.forEach(this::dropped);
        }
    }

    /** Rows that are noted and not yet dropped. */
    int size() {
        return rows.values().stream().mapToInt(ArrayDeque::size).sum();
    }

    /** Adds unsettled rows while there is room, and says how many bytes of room are left. */
    private static long collect(
            ArrayDeque<PolledRow> queue, List<PolledRow> slice, int most, long mostBytes) {
        long room = mostBytes;
        for (PolledRow row : queue) {
            if (row.settled()) {
                continue;
            }
            if (slice.size() == most || (row.bytes() > room && !slice.isEmpty())) {
                return 0;
            }
            slice.add(row);
            room -= row.bytes();
        }
        return room;
    }
}
