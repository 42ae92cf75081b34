package io.afluente.stream.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/**
 * The latest record of each key of the topic of models, for whoever reads it without Kafka Streams:
 * pointers and manifests in memory, the pieces of versions in a file. What the file can't take, on
 * a full disk, stays in memory. Belongs to one thread.
 */
public final class ModelRecords implements AutoCloseable {
    /** A larger value is in the file. */
    static final int MAX_BYTES_IN_MEMORY = 4 << 10;

    private final Map<String, byte[]> memory = new HashMap<>();
    private final RecordFile file;

    /**
     * @param folder where the file is while it is written to; made if it is not there
     */
    public ModelRecords(Path folder) {
        file = new RecordFile(folder);
    }

    /** Puts a value in place of the one that the key has; null takes that away. */
    public void put(String key, byte[] value) {
        Bytes inFile = bytes(key);
        boolean large = value != null && value.length > MAX_BYTES_IN_MEMORY;
        if (large && file.put(inFile, value)) {
            memory.remove(key);
            return;
        }
        file.remove(inFile);
        if (value == null) {
            memory.remove(key);
        } else {
            memory.put(key, value);
        }
    }

    /** The value of a key; null where there is none. */
    public byte[] get(String key) {
        byte[] value = memory.get(key);
        return value == null ? file.get(bytes(key)) : value;
    }

    /** How many bytes of values are in memory. */
    long bytesInMemory() {
        return memory.values().stream().mapToLong(value -> value.length).sum();
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        file.close();
    }
}
