package io.afluente.learn;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** An example as few bytes, for states that hold many: digits shrink to a third or a quarter. */
final class Packed {
    // what an id and its numbers may add to the pixels, and what deflating may add to all
    static final int ROOM = 8 << 10;

    private Packed() {}

    static byte[] pack(Example example) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out =
                new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            out.writeLong(example.offset());
            out.writeUTF(example.id());
            out.writeInt(example.labeled().label());
            out.write(example.labeled().image().pixels());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** Unpacks an example whose picture has this shape. */
    static Example unpack(byte[] packed, InputShape shape) throws IOException {
        Inflater inflater = new Inflater(true);
        try (DataInputStream in =
                new DataInputStream(
                        new InflaterInputStream(new ByteArrayInputStream(packed), inflater))) {
            long offset = in.readLong();
            String id = in.readUTF();
            int label = in.readInt();
            byte[] pixels = new byte[shape.size()];
            in.readFully(pixels);
            return new Example(offset, id, new LabeledImage(new Image(shape, pixels), label));
        } finally {
            inflater.end();
        }
    }
}
