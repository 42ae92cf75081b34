package io.afluente.image.decode;

import io.afluente.image.BadImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Takes a WebP file apart: the pixels of its first picture, where they stand, and how they are
 * held.
 */
final class WebpFile {
    private static final int HEAD = 12; // RIFF, a length, WEBP
    private static final int CHUNK = 8; // name and length before a chunk's data
    private static final int FRAME = 16; // what is said of a frame of an animation
    private static final int LOSSLESS_HEAD = 5;
    private static final int SIGNATURE = 0x2f;

    private final ByteBuffer file;
    private ByteBuffer lossless;
    private boolean lossy;
    private int[] canvas; // width and height
    private int[] corner; // of an animation's frame, left and top
    private int orientation = 1;

    private WebpFile(byte[] file) {
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads a file that begins with WebP's signature.
     *
     * @throws BadImageException if it is cut short, or has no pixels that are read
     */
    static WebpFile of(byte[] file) {
        WebpFile webp = new WebpFile(file);
        long end = CHUNK + (webp.file.getInt(4) & 0xffffffffL);
        if (end > file.length) {
            throw webp.cutShort();
        }
        webp.chunks(HEAD, (int) end);
        if (webp.lossy) {
            throw new BadImageException(
                    "picture: lossy WebP is not read; send it as JPEG, PNG or lossless WebP");
        }
        if (webp.lossless == null) {
            throw new BadImageException("picture: WebP without a picture in it");
        }
        if (webp.lossless.limit() < LOSSLESS_HEAD || webp.lossless.get(0) != SIGNATURE) {
            throw new BadImageException("picture: damaged WebP: no pixels in their place");
        }
        return webp;
    }

    /** The pixels, from their own header on. */
    ByteBuffer lossless() {
        return lossless;
    }

    /** How the camera was held, 1 to 8 as EXIF counts. */
    int orientation() {
        return orientation;
    }

    /** Where the pixels stand. */
    FramePlace place() {
        int sides = lossless.getInt(1);
        FramePlace alone = FramePlace.alone(1 + (sides & 0x3fff), 1 + ((sides >> 14) & 0x3fff));
        if (canvas == null) {
            return alone;
        }
        if (corner == null && (alone.width() != canvas[0] || alone.height() != canvas[1])) {
            throw new BadImageException("picture: damaged WebP: its two sizes differ");
        }
        int[] at = corner == null ? new int[2] : corner;
        return new FramePlace(
                        canvas[0], canvas[1], 2 * at[0], 2 * at[1], alone.width(), alone.height())
                .roomy();
    }

    private void chunks(int from, int to) {
        int at = from;
        while (to - at >= CHUNK) {
            String name = new String(file.array(), at, 4, StandardCharsets.ISO_8859_1);
            long length = file.getInt(at + 4) & 0xffffffffL;
            if (length > to - at - CHUNK) {
                throw cutShort();
            }
            at += CHUNK;
            take(name, at, (int) length);
            at += (int) (length + (length & 1));
        }
    }

    private void take(String name, int at, int length) {
        ByteBuffer data = file.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
        boolean first = lossless == null && !lossy;
        switch (name) {
            case "VP8 " -> lossy |= first;
            case "VP8L" -> lossless = first ? data : lossless;
            case "VP8X" -> canvas = length < 10 ? null : pair(data, 4, 1);
            case "EXIF" -> orientation = exif(data);
            case "ANMF" -> {
                // frames within frames, as deep as a file is long, would end this thread
                if (first && corner == null && length > FRAME) {
                    corner = pair(data, 0, 0);
                    chunks(at + FRAME, at + length);
                }
            }
            default -> {
                // what makes no pixels
            }
        }
    }

    private int exif(ByteBuffer data) {
        int start = data.arrayOffset();
        int named = Exif.orientation(file.array(), start, start + data.limit(), 0);
        return named > 0 ? named : Exif.ofTiff(data, orientation);
    }

    /** Two numbers of three bytes each, with what they are counted from. */
    private static int[] pair(ByteBuffer data, int at, int from) {
        return new int[] {from + number(data, at), from + number(data, at + 3)};
    }

    private static int number(ByteBuffer data, int at) {
        return (data.getShort(at) & 0xffff) | (data.get(at + 2) & 0xff) << 16;
    }

    private BadImageException cutShort() {
        return new BadImageException("picture: WebP is cut short after " + file.limit() + " bytes");
    }
}
