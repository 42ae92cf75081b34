package io.afluente.stream.runtime;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The latest record of each key of the topic of models: pointers and manifests in memory, the
 * pieces of versions in a file. They are many and large, and few are ever asked for. As an
 * in-memory store it begins empty, and is filled from the topic. What the file can't take, on a
 * full disk, stays in memory.
 *
 * <p>The file belongs to the store and not to a processor: Kafka Streams has one processor read
 * what was there before, and another one what comes.
 */
final class ModelsStore implements KeyValueStore<Bytes, byte[]> {
    /** Stands for a value that is in the file; no value of the topic is empty. */
    private static final byte[] IN_FILE = {};

    private final KeyValueStore<Bytes, byte[]> memory;
    private RecordFile file;

    private ModelsStore(KeyValueStore<Bytes, byte[]> memory) {
        this.memory = memory;
    }

    static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(supplier(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
    }

    private static KeyValueBytesStoreSupplier supplier(String name) {
        KeyValueBytesStoreSupplier memory = Stores.inMemoryKeyValueStore(name);
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return memory.name();
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new ModelsStore(memory.get());
            }

            @Override
            public String metricsScope() {
                return memory.metricsScope();
            }
        };
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        file = new RecordFile(context.stateDir().toPath());
        memory.init(context, root);
    }

    @Override
    public void put(Bytes key, byte[] value) {
        boolean large = value != null && value.length > ModelRecords.MAX_BYTES_IN_MEMORY;
        if (large && file.put(key, value)) {
            memory.put(key, IN_FILE);
        } else {
            file.remove(key);
            memory.put(key, value);
        }
    }

    @Override
    public byte[] get(Bytes key) {
        return whole(key, memory.get(key));
    }

    private byte[] whole(Bytes key, byte[] value) {
        return value == IN_FILE ? file.get(key) : value;
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(Bytes key) {
        byte[] before = get(key);
        put(key, null);
        return before;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return new Whole(memory.range(from, to));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return new Whole(memory.all());
    }

    @Override
    public long approximateNumEntries() {
        return memory.approximateNumEntries();
    }

    @Override
    public String name() {
        return memory.name();
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        memory.commit(offsets);
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return memory.isOpen();
    }

    @Override
    public void close() {
        memory.close();
        if (file != null) {
            file.close();
        }
    }

    /** Entries with the values that are in the file. */
    private final class Whole implements KeyValueIterator<Bytes, byte[]> {
        private final KeyValueIterator<Bytes, byte[]> entries;

        Whole(KeyValueIterator<Bytes, byte[]> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            KeyValue<Bytes, byte[]> entry = entries.next();
            return KeyValue.pair(entry.key, whole(entry.key, entry.value));
        }

        @Override
        public Bytes peekNextKey() {
            return entries.peekNextKey();
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
