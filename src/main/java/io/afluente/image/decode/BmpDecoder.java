package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads Windows' and OS/2's bitmaps, packed or not. Those that have a JPEG or PNG file inside are
 * refused, since its size would be known to nobody here.
 */
final class BmpDecoder implements PictureDecoder {
    private static final int HEADER = 14; // of the file; the picture's own comes after it
    private static final int OLD = 12; // the length of OS/2's first one
    private static final int PACKING = HEADER + 16;
    private static final int COLOUR_SPACE = HEADER + 56;
    private static final int STANDARD_COLOURS = 0x73524742; // sRGB

    @Override
    public DeclaredSize size(byte[] file) {
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < HEADER + OLD) {
            return DeclaredSize.UNKNOWN;
        }
        if (header.getInt(HEADER) == OLD) {
            return new DeclaredSize(
                    header.getShort(18) & 0xffff,
                    header.getShort(20) & 0xffff,
                    bytes(header.getShort(24)));
        }
        return file.length < PACKING
                ? DeclaredSize.UNKNOWN
                : new DeclaredSize(
                        header.getInt(18) & 0xffffffffL,
                        Math.abs((long) header.getInt(22)), // negative: the top row comes first
                        bytes(header.getShort(28)));
    }

    private static int bytes(int bitsPerPixel) {
        return bitsPerPixel <= 8 ? 1 : bitsPerPixel == 32 ? 4 : 3;
    }

    @Override
    public Image decode(byte[] file, Options options) {
        DeclaredSize size = size(file);
        options.limits().checkSize(size);
        PixelReader reader =
                new PixelReader(ImageFormat.BMP, options.limited(size.bytesPerPixel()));
        BufferedImage picture = reader.read(lean(file), (pixels, how) -> pixels.read(0, how));
        return PicturePixels.of(
                picture, PicturePixels.NONE, options.paper().behind(picture, PicturePixels.NONE));
    }

    /** A copy that names no colour profile: ImageIO might look for it in the machine's files. */
    private static byte[] lean(byte[] file) {
        ByteBuffer header = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < PACKING + 4) {
            throw new BadImageException(
                    "picture: BMP is cut short after " + file.length + " bytes");
        }
        int length = header.getInt(HEADER);
        int packing = length == OLD ? 0 : header.getInt(PACKING);
        if (packing == 4 || packing == 5) {
            throw new BadImageException(
                    "picture: BMP with a %s file inside; send that file as it is"
                            .formatted(packing == 4 ? "JPEG" : "PNG"));
        }
        if (length >= 108 && file.length >= COLOUR_SPACE + 4) {
            header.putInt(COLOUR_SPACE, STANDARD_COLOURS);
        }
        return header.array();
    }
}
