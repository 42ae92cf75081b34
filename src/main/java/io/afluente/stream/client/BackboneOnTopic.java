package io.afluente.stream.client;

import io.afluente.registry.BackboneManifest;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What a topic has of one backbone, compared with its file piece by piece while it is read. A piece
 * that somebody has put other bytes in place of counts as missing.
 */
final class BackboneOnTopic implements AutoCloseable {
    private final FileChannel file;
    private final BackboneManifest manifest;
    private final BitSet same = new BitSet();
    private boolean announced;

    BackboneOnTopic(Path file, BackboneManifest manifest) throws IOException {
        this.file = FileChannel.open(file);
        this.manifest = manifest;
    }

    /** Takes a record of this backbone. */
    void take(ModelKeys.Backbone of, byte[] value) {
        if (of.chunk().isEmpty()) {
            announced = Arrays.equals(value, manifest.toJson());
        } else if (of.chunk().getAsInt() < manifest.chunks()) {
            int index = of.chunk().getAsInt();
            same.set(index, Arrays.equals(value, piece(index)));
        }
    }

    private byte[] piece(int index) {
        long from = (long) index * Manifest.CHUNK_BYTES;
        int size = (int) Math.min(Manifest.CHUNK_BYTES, manifest.bytes() - from);
        ByteBuffer bytes = ByteBuffer.allocate(size);
        try {
            while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
                // reads on
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.array();
    }

    /** Whether all of the file is there. */
    boolean isWhole() {
        return announced && same.cardinality() == manifest.chunks();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
