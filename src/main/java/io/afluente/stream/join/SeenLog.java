package io.afluente.stream.join;

import io.afluente.stream.record.RecordPosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far each partition of a topic has been seen, and under which of Kafka's ids. Its records come
 * in the order of their offsets: one that does not is read again, because the group has lost its
 * offsets, or lies on a topic that was created again.
 */
final class SeenLog {
    private final KeyValueStore<Bytes, byte[]> store;
    private final char mark;

    /**
     * Where it stands.
     *
     * @param topicId of Kafka; empty where nobody knows
     */
    private record Mark(long offset, String topicId) {
        static final Mark NONE = new Mark(-1, "");

        static Mark of(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            long offset = buffer.getLong();
            // version 0.1.0 wrote the offset alone
            return new Mark(offset, StandardCharsets.UTF_8.decode(buffer).toString());
        }

        byte[] toBytes() {
            byte[] id = topicId.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Long.BYTES + id.length).putLong(offset).put(id).array();
        }

        boolean isOf(String otherId) {
            return topicId.isEmpty() || otherId.isEmpty() || topicId.equals(otherId);
        }
    }

    /**
     * @param mark that its keys start with
     */
    SeenLog(KeyValueStore<Bytes, byte[]> store, char mark) {
        this.store = store;
        this.mark = mark;
    }

    /** Whether a record lies on another topic than those before it, under the same name. */
    boolean isRecreated(Arrival arrival) {
        return !read(arrival.source().partition()).isOf(arrival.topicId());
    }

    /** Whether this very record was seen before. */
    boolean isRepeated(Arrival arrival) {
        Mark seen = read(arrival.source().partition());
        return seen.isOf(arrival.topicId()) && arrival.source().offset() <= seen.offset;
    }

    /** This record has come. */
    void seen(Arrival arrival) {
        RecordPosition source = arrival.source();
        Mark now = new Mark(source.offset(), arrival.topicId());
        store.put(SizedStore.key(mark, source.partition()), now.toBytes());
    }

    /** Whether a record of this position must have come by now, if there ever was one. */
    boolean isPast(RecordPosition position) {
        return position.offset() <= read(position.partition()).offset;
    }

    private Mark read(int partition) {
        byte[] bytes = store.get(SizedStore.key(mark, partition));
        return bytes == null ? Mark.NONE : Mark.of(bytes);
    }
}
