package io.afluente.stream.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values by key in one file instead of the heap. It holds nothing that the topic does not have: it
 * begins empty, and goes with the process, however that ends. What a value leaves free is taken by
 * the next one of the same size, as the pieces of one network's versions are. Belongs to one
 * thread.
 */
final class RecordFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);

    private final Path folder;
    private final FileChannel file;
    private final Map<Bytes, Extent> extents = new HashMap<>();
    private final Map<Integer, Deque<Extent>> free = new HashMap<>();

    private long end; // where nothing has been written yet
    private boolean failed;

    private record Extent(long from, int bytes) {}

    /**
     * @param folder where the file is while it is written to; made if it is not there
     */
    RecordFile(Path folder) {
        this(folder, open(folder));
    }

    RecordFile(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    private static FileChannel open(Path folder) {
        try {
            Files.createDirectories(folder);
            Path path = Files.createTempFile(folder, "models-", ".records");
            FileChannel file =
                    FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            // it lives on without a name, until it is closed or the process is killed
            Files.delete(path);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": no file can be made: " + e, e);
        }
    }

    /**
     * Puts a value in place of the one that the key has.
     *
     * @return whether it could be written; nothing of the key is here if not
     */
    boolean put(Bytes key, byte[] value) {
        remove(key);
        Extent extent = room(value.length);
        try {
            write(value, extent);
            extents.put(key, extent);
            return true;
        } catch (IOException e) {
            // the next value of its size may lie there
            free(extent);
            // once for all that follow: a disk stays full for a while
            if (!failed) {
                LOG.warn("Versions stay in memory, for {} can't be written: {}", folder, e);
            }
            failed = true;
            return false;
        }
    }

    private Extent room(int bytes) {
        Deque<Extent> sameSize = free.get(bytes);
        if (sameSize != null && !sameSize.isEmpty()) {
            return sameSize.pop();
        }
        Extent behind = new Extent(end, bytes);
        end += bytes;
        return behind;
    }

    private void write(byte[] value, Extent extent) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        while (bytes.hasRemaining()) {
            file.write(bytes, extent.from + bytes.position());
        }
    }

    /** The value of a key; null where there is none. */
    byte[] get(Bytes key) {
        Extent extent = extents.get(key);
        if (extent == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(extent.bytes);
        try {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, extent.from + bytes.position()) < 0) {
                    throw new IOException("the file ends within it");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(key + ": can't be read: " + e, e);
        }
        return bytes.array();
    }

    void remove(Bytes key) {
        Extent extent = extents.remove(key);
        if (extent != null) {
            free(extent);
        }
    }

    private void free(Extent extent) {
        free.computeIfAbsent(extent.bytes, size -> new ArrayDeque<>()).push(extent);
    }

    /** How large the file is, with what is free in it. */
    long bytes() {
        return end;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
