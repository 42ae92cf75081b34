package io.afluente.learn.example;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One labelled image of the stream, in the shape of the model's input: behind a backbone, its
 * embedding.
 *
 * @param offset on the labelled stream
 * @param id of the image; empty where the record had no key
 * @param labeled what is seen and what it shows
 */
public record Example(long offset, String id, LabeledImage labeled) implements LogEntry {
    static final byte KIND = 1;
    static final byte KIND_OF_EMBEDDING = 3;

    @Override
    public void write(DataOutput out) throws IOException {
        Image image = labeled.image();
        boolean picture = image.shape().isPicture();
        out.writeByte(picture ? KIND : KIND_OF_EMBEDDING);
        out.writeLong(offset);
        out.writeUTF(id);
        out.writeInt(labeled.label());
        if (picture) {
            out.writeInt(image.shape().height());
            out.writeInt(image.shape().width());
            out.writeInt(image.shape().channels());
        } else {
            out.writeInt(image.shape().size());
        }
        out.write(image.pixels());
    }

    static Example readBody(DataInput in, boolean picture) throws IOException {
        long offset = in.readLong();
        String id = in.readUTF();
        int label = in.readInt();
        InputShape shape =
                picture
                        ? new InputShape(in.readInt(), in.readInt(), in.readInt())
                        : InputShape.embedding(in.readInt());
        byte[] pixels = new byte[shape.bytes()];
        in.readFully(pixels);
        return new Example(offset, id, new LabeledImage(new Image(shape, pixels), label));
    }
}
