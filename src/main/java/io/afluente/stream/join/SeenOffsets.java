package io.afluente.stream.join;

import io.afluente.stream.Source;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far each partition of images has been seen and dropped again, so that a label of an image
 * that can't come any more need not wait for it.
 */
final class SeenOffsets {
    private static final char SEEN = 's';
    private static final char DROPPED = 'd';

    private final KeyValueStore<Bytes, byte[]> store;

    SeenOffsets(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** An image of this place has come, whether or not it is kept. */
    void seen(Source place) {
        raise(SEEN, place);
    }

    /** What is known of this place has been dropped. */
    void dropped(Source place) {
        if (isPast(place)) {
            raise(DROPPED, place);
        }
    }

    /** Whether an image of this place must have come by now, if there ever was one. */
    boolean isPast(Source place) {
        return place.offset() <= read(SEEN, place);
    }

    /** Whether images as early as this place have been dropped. */
    boolean isDropped(Source place) {
        return place.offset() <= read(DROPPED, place);
    }

    private void raise(char mark, Source place) {
        if (place.offset() > read(mark, place)) {
            byte[] offset = ByteBuffer.allocate(Long.BYTES).putLong(place.offset()).array();
            store.put(SizedStore.key(mark, place.partition()), offset);
        }
    }

    private long read(char mark, Source place) {
        byte[] offset = store.get(SizedStore.key(mark, place.partition()));
        return offset == null ? -1 : ByteBuffer.wrap(offset).getLong();
    }
}
