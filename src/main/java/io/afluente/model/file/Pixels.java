package io.afluente.model.file;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Layout;
import io.afluente.model.Normalisation;
import java.nio.FloatBuffer;

/**
 * Turns 8-bit pixels into the network's inputs, and embeddings too, for all engines alike.
 *
 * <p>A channel has only 256 inputs, so they are computed once and looked up.
 */
public final class Pixels {
    private final InputShape shape;
    private final Layout layout;
    private final Normalisation normalisation;
    private final float[][] inputs;

    public Pixels(InputShape shape, Normalisation normalisation, Layout layout) {
        this.shape = shape;
        this.layout = layout;
        this.normalisation = normalisation;
        this.inputs = shape.isPicture() ? tables(normalisation) : new float[0][];
    }

    private static float[][] tables(Normalisation normalisation) {
        float[][] tables = new float[normalisation.mean().size()][256];
        for (int channel = 0; channel < tables.length; channel++) {
            for (int value = 0; value < 256; value++) {
                tables[channel][value] = normalisation.apply(value, channel);
            }
        }
        return tables;
    }

    /** Writes one image's inputs at the buffer's position, which moves on by the shape's size. */
    public void write(Image image, FloatBuffer out) {
        if (!shape.isPicture()) {
            writeEmbedding(image.floats(), out);
        } else if (layout == Layout.CHANNELS_LAST) {
            writePixels(image.pixels(), out);
        } else {
            for (int channel = 0; channel < shape.channels(); channel++) {
                writePlane(image.pixels(), channel, out);
            }
        }
    }

    private void writeEmbedding(FloatBuffer values, FloatBuffer out) {
        for (int i = 0; values.hasRemaining(); i++) {
            out.put(normalisation.standardise(values.get(), i));
        }
    }

    /** A row at a time, since single values are dear in memory outside the heap. */
    private void writePixels(byte[] pixels, FloatBuffer out) {
        int channels = shape.channels();
        float[] row = new float[shape.width() * channels];
        for (int start = 0; start < pixels.length; start += row.length) {
            for (int channel = 0; channel < channels; channel++) {
                float[] table = inputs[channel];
                for (int i = channel; i < row.length; i += channels) {
                    row[i] = table[pixels[start + i] & 0xff];
                }
            }
            out.put(row);
        }
    }

    private void writePlane(byte[] pixels, int channel, FloatBuffer out) {
        float[] row = new float[shape.width()];
        int bytes = row.length * shape.channels();
        for (int start = channel; start < pixels.length; start += bytes) {
            float[] table = inputs[channel];
            for (int x = 0, from = start; x < row.length; x++, from += shape.channels()) {
                row[x] = table[pixels[from] & 0xff];
            }
            out.put(row);
        }
    }
}
