package io.afluente.stream.learn;

import io.afluente.learn.Learner;
import io.afluente.registry.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One large value in a state store: a header and chunks that fit into any broker's messages. It is
 * overwritten in place; the transaction around it makes that all or nothing, and the header's hash
 * proves it at reading.
 */
final class Snapshot {
    /** Of version 0.1.0: the same, but the entries of its journal have no generation. */
    private static final int FORMER_FORMAT = 1;

    private static final int FORMAT = 2;
    private static final int CHUNK_BYTES = 900_000;
    private static final String HEADER = "snapshot";

    private final KeyValueStore<String, byte[]> store;
    private long bytes;
    private int chunks;
    private long generation;
    private boolean former;

    /** What saves itself. */
    interface State {
        void save(DataOutput out) throws IOException;
    }

    private record Header(
            int format, long generation, String settings, int chunks, long bytes, String sha256) {
        byte[] toBytes() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(all);
            try {
                out.writeInt(format);
                out.writeLong(generation);
                out.writeUTF(settings);
                out.writeInt(chunks);
                out.writeLong(bytes);
                out.writeUTF(sha256);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return all.toByteArray();
        }

        static Header of(byte[] bytes) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            int format = in.readInt();
            if (format != FORMAT && format != FORMER_FORMAT) {
                throw new IOException(
                        "the snapshot is of format %d, this program reads %d and %d"
                                .formatted(format, FORMER_FORMAT, FORMAT));
            }
            return new Header(
                    format, in.readLong(), in.readUTF(), in.readInt(), in.readLong(), in.readUTF());
        }
    }

    Snapshot(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    boolean exists() {
        return store.get(HEADER) != null;
    }

    /** Size of the latest snapshot that this object wrote or read; 0 before. */
    long bytes() {
        return bytes;
    }

    /** Counts the snapshots of a line; that of the latest that this object wrote or read. */
    long generation() {
        return generation;
    }

    /** Whether the latest that was read is of version 0.1.0. */
    boolean isFormer() {
        return former;
    }

    /** Writes it piece by piece: a large learner is not in the heap once more. */
    void write(State state, String settings) {
        PiecesOut out = new PiecesOut(CHUNK_BYTES, (i, piece) -> store.put(chunkKey(i), piece));
        try (DataOutputStream all = new DataOutputStream(out)) {
            state.save(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = out.pieces(); i < chunks; i++) {
            store.delete(chunkKey(i));
        }
        remember(out.pieces(), out.bytes(), generation + 1);
        former = false;
        Header header = new Header(FORMAT, generation, settings, chunks, bytes, out.sha256());
        store.put(HEADER, header.toBytes());
    }

    /** Reads it back, if it was written under the settings of this learner. */
    byte[] read(Learner learner) throws IOException {
        Header header = Header.of(store.get(HEADER));
        if (!learner.covers(header.settings)) {
            throw new ChangedSettingsException(header.settings, learner.settingsHash());
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream((int) header.bytes);
        for (int i = 0; i < header.chunks; i++) {
            byte[] chunk = store.get(chunkKey(i));
            if (chunk == null) {
                throw new IOException("chunk %d of %d is missing".formatted(i, header.chunks));
            }
            all.writeBytes(chunk);
        }
        byte[] state = all.toByteArray();
        if (!Sha256.of(state).equals(header.sha256)) {
            throw new IOException("the snapshot's chunks are not those of its header");
        }
        remember(header.chunks, header.bytes, header.generation);
        former = header.format == FORMER_FORMAT;
        return state;
    }

    private void remember(int chunks, long bytes, long generation) {
        this.chunks = chunks;
        this.bytes = bytes;
        this.generation = generation;
    }

    private static String chunkKey(int index) {
        return HEADER + "/" + index;
    }
}
