package io.afluente.image;

import java.util.Arrays;

/** Scales a picture, first along its rows and then along its columns. */
public final class Scaling {
    private Scaling() {}

    /** The picture in another size, with the channels it has. */
    public static Image scale(Image image, int height, int width) {
        InputShape from = image.shape();
        if (from.height() == height && from.width() == width) {
            return image;
        }
        InputShape to = new InputShape(height, width, from.channels());
        ResampleWeights across = ResampleWeights.of(from.width(), width);
        ResampleWeights down = ResampleWeights.of(from.height(), height);
        byte[] pixels = new byte[to.size()];
        float[] row = new float[width * to.channels()];
        float[] sum = new float[row.length];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sum, 0);
            for (int tap = 0; tap < down.count(y); tap++) {
                scaleRow(image, down.first(y) + tap, across, row);
                add(row, down.weight(y, tap), sum);
            }
            round(sum, pixels, y * sum.length);
        }
        return new Image(to, pixels);
    }

    private static void scaleRow(Image image, int y, ResampleWeights across, float[] row) {
        int channels = image.shape().channels();
        int start = y * image.shape().width() * channels;
        for (int i = 0; i < row.length; i++) {
            int x = i / channels;
            int at = start + across.first(x) * channels + i % channels;
            float sum = 0;
            for (int tap = 0; tap < across.count(x); tap++) {
                sum += across.weight(x, tap) * (image.pixels()[at + tap * channels] & 0xff);
            }
            row[i] = sum;
        }
    }

    private static void add(float[] row, float weight, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * row[i];
        }
    }

    private static void round(float[] sum, byte[] pixels, int at) {
        for (int i = 0; i < sum.length; i++) {
            pixels[at + i] = (byte) Math.max(0, Math.min(255, Math.round(sum[i])));
        }
    }
}
