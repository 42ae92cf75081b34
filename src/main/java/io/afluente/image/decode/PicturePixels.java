package io.afluente.image.decode;

import io.afluente.image.Channels;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Makes 8-bit grey or colour of the samples that ImageIO's readers give, whatever their depth.
 *
 * <p>The samples are taken as they are stored. Asking the image for colours instead would treat
 * grey as linear light and brighten it.
 *
 * <p>What is transparent shows white: pictures with transparency are mostly drawn in dark on
 * nothing and seen on white pages.
 */
final class PicturePixels {
    static final int WHITE = 255;

    /** No index is transparent but those of which ImageIO's reader knows. */
    static final int NONE = -1;

    private PicturePixels() {}

    /**
     * The pixels of a picture.
     *
     * @param transparent index of the palette that is transparent, whatever the palette says
     * @param paper how bright it is that shows where the picture is transparent
     */
    static Image of(BufferedImage picture, int transparent, int paper) {
        return picture.getColorModel() instanceof IndexColorModel palette
                ? ofPalette(picture.getRaster(), coloursOn(paper, palette, transparent))
                : ofSamples(picture, paper);
    }

    private static Image ofPalette(Raster raster, byte[] colours) {
        InputShape shape = new InputShape(raster.getHeight(), raster.getWidth(), 3);
        byte[] pixels = new byte[shape.size()];
        int[] row = new int[raster.getWidth()];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int index : raster.getSamples(0, y, row.length, 1, 0, row)) {
                System.arraycopy(colours, 3 * index, pixels, to, 3);
                to += 3;
            }
        }
        Image colour = new Image(shape, pixels);
        return isGrey(colours) ? Channels.grey(colour) : colour;
    }

    /** Red, green, blue of each index; what the palette leaves out is black. */
    private static byte[] coloursOn(int paper, IndexColorModel palette, int transparent) {
        byte[] colours = new byte[3 * 256];
        for (int i = 0; i < palette.getMapSize(); i++) {
            int alpha = i == transparent ? 0 : palette.getAlpha(i);
            colours[3 * i] = on(paper, palette.getRed(i), alpha);
            colours[3 * i + 1] = on(paper, palette.getGreen(i), alpha);
            colours[3 * i + 2] = on(paper, palette.getBlue(i), alpha);
        }
        return colours;
    }

    private static boolean isGrey(byte[] colours) {
        boolean grey = true;
        for (int i = 0; i < colours.length; i += 3) {
            grey &= colours[i] == colours[i + 1] && colours[i] == colours[i + 2];
        }
        return grey;
    }

    /** One to four bands: grey, grey and alpha, colour, colour and alpha. */
    private static Image ofSamples(BufferedImage picture, int paper) {
        Raster raster = picture.getRaster();
        int[] most = largest(picture);
        int bands = raster.getNumBands();
        int channels = bands < 3 ? 1 : 3;
        InputShape shape = new InputShape(raster.getHeight(), raster.getWidth(), channels);
        byte[] pixels = new byte[shape.size()];
        int[] row = new int[raster.getWidth() * bands];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int from = 0; from < row.length; from += bands) {
                int alpha =
                        bands > channels ? eightBits(row[from + channels], most[channels]) : 255;
                for (int channel = 0; channel < channels; channel++) {
                    pixels[to++] = on(paper, eightBits(row[from + channel], most[channel]), alpha);
                }
            }
        }
        return new Image(shape, pixels);
    }

    /** The largest value of each band; some files of 16 bits have 5 for red and 6 for green. */
    static int[] largest(BufferedImage picture) {
        return Arrays.stream(picture.getSampleModel().getSampleSize())
                .map(bits -> (1 << bits) - 1)
                .toArray();
    }

    static int eightBits(int sample, int largest) {
        return largest == 255 ? sample : (sample * 255 + largest / 2) / largest;
    }

    private static byte on(int paper, int value, int alpha) {
        return (byte) ((value * alpha + paper * (255 - alpha) + 127) / 255);
    }
}
