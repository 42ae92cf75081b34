package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Map;

/** Reads a TIFF file's first page: grey, colour, palette or inks, of 1 to 16 bits. */
final class TiffDecoder implements PictureDecoder {
    private static final int INKS = 5;
    private static final int DIMMED = 1; // colours are multiplied by their alpha

    private static final Map<Long, String> COLOURS =
            Map.of(0L, "white is zero", 1L, "black is zero", 2L, "RGB", 3L, "palette", 5L, "CMYK");

    private static final Map<Long, String> PACKINGS =
            Map.of(
                    1L,
                    "none",
                    2L,
                    "fax",
                    3L,
                    "fax",
                    4L,
                    "fax",
                    5L,
                    "LZW",
                    8L,
                    "deflate",
                    32946L,
                    "deflate",
                    32773L,
                    "PackBits");

    @Override
    public DeclaredSize size(byte[] file) {
        try {
            return size(TiffFile.of(file));
        } catch (BadImageException e) {
            return DeclaredSize.UNKNOWN;
        }
    }

    private static DeclaredSize size(TiffFile tiff) {
        long bytes = tiff.value(TiffFile.BITS, 1L) > 8 ? 2 : 1;
        long samples = Math.min(tiff.value(TiffFile.SAMPLES, 1L), 1 << 16);
        return new DeclaredSize(
                tiff.value(TiffFile.WIDTH, 0L),
                tiff.value(TiffFile.HEIGHT, 0L),
                (int) (bytes * samples));
    }

    @Override
    public Image decode(byte[] file, Options options) {
        TiffFile tiff = TiffFile.of(file);
        DeclaredSize size = size(tiff);
        options.limits().checkSize(size);
        options.limits().checkSize(tile(tiff, size));
        check(tiff);
        PixelReader reader =
                new PixelReader(ImageFormat.TIFF, options.limited(size.bytesPerPixel()));
        Image stored =
                tiff.value(TiffFile.COLOURS, 1L) == INKS
                        ? inks(reader.read(tiff.lean(), (tiffs, how) -> tiffs.readRaster(0, how)))
                        : colours(
                                reader.read(tiff.lean(), (tiffs, how) -> tiffs.read(0, how)),
                                tiff.value(TiffFile.ALPHA, 0L) == DIMMED,
                                options);
        return Orientation.upright(stored, orientation(tiff));
    }

    /** A tile is unpacked whole, and may be larger than the picture. */
    private static DeclaredSize tile(TiffFile tiff, DeclaredSize size) {
        return new DeclaredSize(
                tiff.value(TiffFile.TILE_WIDTH, 0L),
                tiff.value(TiffFile.TILE_HEIGHT, 0L),
                size.bytesPerPixel());
    }

    private static void check(TiffFile tiff) {
        long packing = tiff.value(TiffFile.PACKING, 1L);
        if (!PACKINGS.containsKey(packing)) {
            throw new BadImageException(
                    "picture: TIFF packed by method %d; none, fax, LZW, deflate and PackBits are read"
                            .formatted(packing));
        }
        long colours = tiff.value(TiffFile.COLOURS, 1L);
        if (!COLOURS.containsKey(colours)) {
            throw new BadImageException(
                    "picture: TIFF with colours of kind %d; grey, palette, RGB and CMYK are read"
                            .formatted(colours));
        }
        checkSamples(tiff, colours == INKS);
    }

    private static void checkSamples(TiffFile tiff, boolean inks) {
        long samples = tiff.value(TiffFile.SAMPLES, 1L);
        if (inks ? samples != 4 : samples < 1 || samples > 4) {
            throw new BadImageException(
                    "picture: TIFF with %d samples a pixel, %s are read"
                            .formatted(samples, inks ? "4 inks" : "1 to 4"));
        }
        long bits = tiff.value(TiffFile.BITS, 1L);
        for (int i = 1; i < Math.min(tiff.count(TiffFile.BITS), samples); i++) {
            bits = tiff.value(TiffFile.BITS, i) == bits ? bits : 0;
        }
        if (bits < 1 || bits > 16 || tiff.value(TiffFile.KIND_OF_NUMBER, 1L) != 1) {
            throw new BadImageException(
                    "picture: TIFF must have whole samples without sign, of 1 to 16 bits, all alike");
        }
    }

    private static int orientation(TiffFile tiff) {
        long found = tiff.value(TiffFile.ORIENTATION, 1L);
        return found >= 1 && found <= 8 ? (int) found : 1;
    }

    private static Image colours(BufferedImage picture, boolean dimmed, Options options) {
        if (dimmed && picture.getRaster().getNumBands() % 2 == 0) {
            brighten(picture);
        }
        return PicturePixels.of(
                picture, PicturePixels.NONE, options.paper().behind(picture, PicturePixels.NONE));
    }

    private static void brighten(BufferedImage picture) {
        WritableRaster raster = picture.getRaster();
        int bands = raster.getNumBands();
        int most = PicturePixels.largest(picture)[0];
        int[] row = new int[bands * raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i++) {
                int alpha = row[i - i % bands + bands - 1];
                boolean colour = i % bands < bands - 1 && alpha > 0;
                row[i] = colour ? (int) Math.min(most, (long) row[i] * most / alpha) : row[i];
            }
            raster.setPixels(0, y, raster.getWidth(), 1, row);
        }
    }

    private static Image inks(Raster raster) {
        InputShape shape = new InputShape(raster.getHeight(), raster.getWidth(), 3);
        byte[] pixels = new byte[shape.size()];
        int most = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        int[] row = new int[4 * raster.getWidth()];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i++) {
                row[i] = PicturePixels.eightBits(row[i], most);
            }
            for (int from = 0; from < row.length; from += 4) {
                JpegColour.CMYK.toPixel(row, from, pixels, to);
                to += 3;
            }
        }
        return new Image(shape, pixels);
    }
}
