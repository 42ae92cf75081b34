package io.afluente.learn.example;

import io.afluente.evaluate.Saved;
import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Makes examples few bytes, for states that hold many: digits shrink to a third or a quarter.
 *
 * <p>One deflater for all of a set's examples: a new one for each costs more than the deflating.
 */
final class Packer {
    // what an id and its numbers may add to the pixels, and what deflating may add to all
    static final int ROOM = 8 << 10;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private byte[] room = new byte[ROOM];

    byte[] pack(Example example) {
        byte[] plain = plain(example);
        if (room.length < plain.length + ROOM) {
            room = new byte[plain.length + ROOM];
        }
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        int length = deflater.deflate(room);
        if (!deflater.finished()) {
            throw new IllegalStateException("deflating added more than " + ROOM + " bytes");
        }
        return Arrays.copyOf(room, length);
    }

    private static byte[] plain(Example example) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ROOM);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(example.offset());
            out.writeUTF(example.id());
            out.writeInt(example.labeled().label());
            out.write(example.labeled().image().pixels());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Unpacks an example of this form. */
    static Example unpack(byte[] packed, ExampleForm form) throws IOException {
        Inflater inflater = new Inflater(true);
        try (DataInputStream in =
                new DataInputStream(
                        new InflaterInputStream(new ByteArrayInputStream(packed), inflater))) {
            long offset = in.readLong();
            String id = in.readUTF();
            int label = Saved.upTo(in, form.labels() - 1, "label of an example");
            byte[] pixels = new byte[form.shape().bytes()];
            in.readFully(pixels);
            Image image = new Image(form.shape(), pixels);
            return new Example(offset, id, new LabeledImage(image, label));
        } finally {
            inflater.end();
        }
    }
}
