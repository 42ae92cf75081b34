package io.afluente.model.file;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Normalisation;
import java.nio.FloatBuffer;

/**
 * Turns 8-bit pixels into the network's inputs, for all engines alike.
 *
 * <p>A channel has only 256 inputs, so they are computed once and looked up.
 */
public final class Pixels {
    /** Which index runs fastest. */
    public enum Layout {
        /** Plane by plane, as DL4J's layers take it by default. */
        CHANNELS_FIRST,
        /** Pixel by pixel, as images store it. */
        CHANNELS_LAST
    }

    private final InputShape shape;
    private final Layout layout;
    private final float[][] inputs;

    public Pixels(InputShape shape, Normalisation normalisation, Layout layout) {
        this.shape = shape;
        this.layout = layout;
        this.inputs = new float[shape.channels()][256];
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int value = 0; value < 256; value++) {
                inputs[channel][value] = normalisation.apply(value, channel);
            }
        }
    }

    /** Writes one image's inputs at the buffer's position, which moves on by the shape's size. */
    public void write(Image image, FloatBuffer out) {
        if (layout == Layout.CHANNELS_LAST) {
            writePixels(image.pixels(), out);
        } else {
            for (int channel = 0; channel < shape.channels(); channel++) {
                writePlane(image.pixels(), channel, out);
            }
        }
    }

    private void writePixels(byte[] pixels, FloatBuffer out) {
        if (shape.channels() == 1) {
            writePlane(pixels, 0, out);
            return;
        }
        for (int i = 0; i < pixels.length; ) {
            for (int channel = 0; channel < shape.channels(); channel++) {
                out.put(inputs[channel][pixels[i++] & 0xff]);
            }
        }
    }

    private void writePlane(byte[] pixels, int channel, FloatBuffer out) {
        float[] table = inputs[channel];
        for (int i = channel; i < pixels.length; i += shape.channels()) {
            out.put(table[pixels[i] & 0xff]);
        }
    }
}
