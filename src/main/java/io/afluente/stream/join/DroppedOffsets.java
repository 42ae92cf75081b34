package io.afluente.stream.join;

import io.afluente.stream.record.RecordPosition;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** How far the images of each partition have been dropped again, so that their labels are late. */
final class DroppedOffsets {
    private static final char DROPPED = 'd';

    private final KeyValueStore<Bytes, byte[]> store;

    DroppedOffsets(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** What is known of this position has been dropped. */
    void dropped(RecordPosition position) {
        if (!isDropped(position)) {
            byte[] offset = ByteBuffer.allocate(Long.BYTES).putLong(position.offset()).array();
            store.put(SizedStore.key(DROPPED, position.partition()), offset);
        }
    }

    /** Whether images as early as this position have been dropped. */
    boolean isDropped(RecordPosition position) {
        byte[] offset = store.get(SizedStore.key(DROPPED, position.partition()));
        return offset != null && position.offset() <= ByteBuffer.wrap(offset).getLong();
    }

    /** Nothing of this partition has been dropped: it is a new one. */
    void forget(int partition) {
        store.delete(SizedStore.key(DROPPED, partition));
    }
}
