package io.afluente.stream.join;

import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * All that the join remembers, in one state store, committed together with the offsets read: the
 * images seen, the labels that wait, the queue in which both age, and the clock they age by.
 */
final class JoinState {
    static final String STORE = "seen";

    private static final Bytes NUMBERS = SizedStore.key('n', 0);
    private static final int COUNT = 4;
    private static final char SEEN_IMAGES = 's';
    private static final char SEEN_FEEDBACK = 'f';

    private final KeyValueStore<Bytes, byte[]> raw;
    private final SizedStore store;
    private final RunningTime time;
    private final AgeQueue queue;

    /**
     * @param largestStep of the running time, in milliseconds
     */
    JoinState(KeyValueStore<Bytes, byte[]> raw, long largestStep) {
        this.raw = raw;
        byte[] stored = raw.get(NUMBERS);
        ByteBuffer numbers = ByteBuffer.wrap(stored == null ? new byte[COUNT * 8] : stored);
        this.time = new RunningTime(numbers.getLong(), largestStep);
        this.store = new SizedStore(raw, numbers.getLong());
        this.queue = new AgeQueue(store, time, numbers.getLong(), numbers.getLong());
    }

    /** On the disk, because it may be large; cached, so that one commit writes each key once. */
    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(
                        Map.of(
                                // what ages out is deleted key by key: compact early, but keep
                                // what was deleted in sight of whoever is still reading
                                TopicConfig.SEGMENT_BYTES_CONFIG, "67108864",
                                TopicConfig.SEGMENT_MS_CONFIG, "600000",
                                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.3",
                                TopicConfig.DELETE_RETENTION_MS_CONFIG, "86400000"));
    }

    /** Writes down where clock, size and queue stand: after each change, so before any commit. */
    void save() {
        byte[] numbers =
                ByteBuffer.allocate(COUNT * 8)
                        .putLong(time.millis())
                        .putLong(store.bytes())
                        .putLong(queue.head())
                        .putLong(queue.tail())
                        .array();
        raw.put(NUMBERS, numbers);
    }

    RunningTime time() {
        return time;
    }

    AgeQueue queue() {
        return queue;
    }

    /** How much is kept. */
    long bytes() {
        return store.bytes();
    }

    SeenImages images() {
        return new SeenImages(store, queue);
    }

    UnplacedLabels unplaced() {
        return new UnplacedLabels(store, queue);
    }

    /** How far images have come. */
    SeenLog seenImages() {
        return new SeenLog(raw, SEEN_IMAGES);
    }

    /** How far labels have come. */
    SeenLog seenFeedback() {
        return new SeenLog(raw, SEEN_FEEDBACK);
    }

    DroppedOffsets dropped() {
        return new DroppedOffsets(raw);
    }
}
