package io.afluente.stream.join;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store that knows how many bytes it holds. */
final class SizedStore {
    /** What an entry costs beside its key and value, roughly. */
    private static final int OVERHEAD = 32;

    private final KeyValueStore<Bytes, byte[]> store;
    private long bytes;

    /**
     * @param bytes it holds already
     */
    SizedStore(KeyValueStore<Bytes, byte[]> store, long bytes) {
        this.store = store;
        this.bytes = bytes;
    }

    byte[] get(Bytes key) {
        return store.get(key);
    }

    void put(Bytes key, byte[] value) {
        bytes += size(key, value) - size(key, store.get(key));
        store.put(key, value);
    }

    /** Takes a value away; null if there was none. */
    byte[] remove(Bytes key) {
        byte[] old = store.delete(key);
        bytes -= size(key, old);
        return old;
    }

    /** Keys, values and what it takes to keep them. */
    long bytes() {
        return bytes;
    }

    private static long size(Bytes key, byte[] value) {
        return value == null ? 0 : key.get().length + value.length + OVERHEAD;
    }

    static Bytes key(char kind, long number) {
        return Bytes.wrap(ByteBuffer.allocate(9).put((byte) kind).putLong(number).array());
    }

    static Bytes key(char kind, int partition, long offset) {
        return Bytes.wrap(
                ByteBuffer.allocate(13).put((byte) kind).putInt(partition).putLong(offset).array());
    }

    static Bytes key(char kind, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + utf8.length).put((byte) kind).put(utf8).array());
    }
}
