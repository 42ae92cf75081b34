package io.afluente.image.decode;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The paper behind a picture of writing that is transparent in places: where strokes are drawn on
 * nothing it is what they stand out from, black behind white ones; where a sheet has transparent
 * surroundings it is the sheet's own.
 */
final class PaperBehind {
    private static final int BLACK = 0;
    private static final int WHITE = 255;

    /** Strokes leave most of a picture free, a sheet does not. */
    private static final double SHEET = 0.6;

    /** So many levels from the middle, or more, is something on the sheet. */
    private static final int STANDS_OUT = 48;

    private static final double WRITTEN = 0.005;

    private PaperBehind() {}

    /** Tells it for a picture, of whose palette an index may be transparent. */
    interface Brightness {
        int behind(BufferedImage picture, int transparent);
    }

    /** How bright it is, from 0 to 255; white for a picture without transparency. */
    static int brightness(BufferedImage picture, int transparent) {
        ColorModel colours = picture.getColorModel();
        if (!colours.hasAlpha() && transparent < 0) {
            return WHITE;
        }
        long[] opaque = opaque(picture, transparent);
        long total = sum(opaque, 0, 256);
        int median = median(opaque, total);
        long near = sum(opaque, Math.max(0, median - STANDS_OUT + 1), median + STANDS_OUT);
        boolean isWritten = total - near > WRITTEN * total;
        double share = total / (255.0 * picture.getWidth() * picture.getHeight());
        if (share > SHEET && isWritten) {
            return median;
        }
        return 2 * mean(opaque, total) > WHITE ? BLACK : WHITE;
    }

    /** How opaque, in all, what there is of each brightness is. */
    private static long[] opaque(BufferedImage picture, int transparent) {
        Raster raster = picture.getRaster();
        ColorModel colours = picture.getColorModel();
        long[] opaque = new long[256];
        int bands = raster.getNumBands();
        int[] most = PicturePixels.largest(picture);
        int[] row = new int[raster.getWidth() * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int at = 0; at < row.length; at += bands) {
                if (colours instanceof IndexColorModel palette) {
                    opaque[
                                    luma(
                                            palette.getRed(row[at]),
                                            palette.getGreen(row[at]),
                                            palette.getBlue(row[at]))] +=
                            row[at] == transparent ? 0 : palette.getAlpha(row[at]);
                } else {
                    int alpha = PicturePixels.eightBits(row[at + bands - 1], most[bands - 1]);
                    int first = PicturePixels.eightBits(row[at], most[0]);
                    opaque[
                                    bands < 4
                                            ? first
                                            : luma(
                                                    first,
                                                    PicturePixels.eightBits(row[at + 1], most[1]),
                                                    PicturePixels.eightBits(
                                                            row[at + 2], most[2]))] +=
                            alpha;
                }
            }
        }
        return opaque;
    }

    private static int luma(int red, int green, int blue) {
        return (299 * red + 587 * green + 114 * blue + 500) / 1000;
    }

    private static int median(long[] counts, long total) {
        int value = 0;
        for (long below = counts[0]; 2 * below < total; below += counts[value]) {
            value++;
        }
        return value;
    }

    private static double mean(long[] counts, long total) {
        double sum = 0;
        for (int value = 0; value < counts.length; value++) {
            sum += (double) value * counts[value];
        }
        return total == 0 ? 0 : sum / total;
    }

    private static long sum(long[] counts, int from, int to) {
        long sum = 0;
        for (int value = from; value < Math.min(256, to); value++) {
            sum += counts[value];
        }
        return sum;
    }
}
