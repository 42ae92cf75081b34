package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.network.Window;
import io.afluente.model.plan.kernel.HostFloats;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Writes what each tap of a convolution's kernel sees of the input: a plane for each input channel,
 * kernel row and kernel column, in this order, then a plane of ones.
 */
final class Patches {
    private final Grid in;
    private final Grid out;
    private final Window window;
    private final HostFloats input;
    private final int paddedHeight;
    private final int paddedWidth;
    private final float[] padded;
    private final float[] example;
    private final float[] row;

    Patches(Convolution layer, HostFloats input) {
        this.in = layer.in();
        this.out = layer.out();
        this.window = layer.window();
        this.input = input;
        this.paddedHeight =
                Math.max(window.padding().top() + in.height(), lastRow(out.height() - 1) + 1);
        this.paddedWidth =
                Math.max(window.padding().left() + in.width(), lastColumn(out.width() - 1) + 1);
        this.padded = new float[in.channels() * paddedHeight * paddedWidth];
        this.example = new float[in.size()];
        this.row = new float[out.width()];
    }

    private int lastRow(int outRow) {
        return outRow * window.stride().height() + (window.kernel().height() - 1);
    }

    private int lastColumn(int outColumn) {
        return outColumn * window.stride().width() + (window.kernel().width() - 1);
    }

    int taps() {
        return in.channels() * window.taps();
    }

    /** Writes the planes of some examples, one after the other from position 0 on. */
    void write(int first, int count, FloatBuffer planes) {
        int planeSize = count * out.pixels();
        for (int i = 0; i < count; i++) {
            pad(first + i);
            writePlanes(planes, i * out.pixels(), planeSize);
        }
        writeOnes(planes, taps() * planeSize, planeSize);
    }

    // channels last to channels first, in the middle of zeros
    private void pad(int index) {
        input.read().get(index * in.size(), example);
        int from = 0;
        for (int y = 0; y < in.height(); y++) {
            int to = (window.padding().top() + y) * paddedWidth + window.padding().left();
            for (int x = 0; x < in.width(); x++) {
                for (int c = 0; c < in.channels(); c++) {
                    padded[c * paddedHeight * paddedWidth + to + x] = example[from++];
                }
            }
        }
    }

    private void writePlanes(FloatBuffer planes, int offset, int planeSize) {
        int to = offset;
        for (int c = 0; c < in.channels(); c++) {
            for (int ky = 0; ky < window.kernel().height(); ky++) {
                for (int kx = 0; kx < window.kernel().width(); kx++) {
                    int origin = (c * paddedHeight + ky) * paddedWidth + kx;
                    writePlane(planes, to, origin);
                    to += planeSize;
                }
            }
        }
    }

    private void writePlane(FloatBuffer planes, int to, int origin) {
        for (int y = 0; y < out.height(); y++) {
            int from = origin + y * window.stride().height() * paddedWidth;
            if (window.stride().width() == 1) {
                planes.put(to + y * out.width(), padded, from, out.width());
            } else {
                planes.put(to + y * out.width(), every(from), 0, out.width());
            }
        }
    }

    private float[] every(int from) {
        for (int x = 0; x < row.length; x++) {
            row[x] = padded[from + x * window.stride().width()];
        }
        return row;
    }

    private void writeOnes(FloatBuffer planes, int to, int count) {
        Arrays.fill(row, 1);
        for (int i = 0; i < count; i += row.length) {
            planes.put(to + i, row, 0, row.length);
        }
    }
}
