package io.afluente.image.decode.lossless;

import io.afluente.image.BadImageException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads lossless pixels. Each kind of transform may come once, so that the work is bounded by the
 * picture's size; the caller has checked that.
 */
public final class LosslessPixels {
    private static final int HEADER = 5; // signature, sides, alpha, version

    private enum Kind {
        PREDICTED,
        COLOUR,
        GREEN,
        PALETTE
    }

    private final Bits bits;
    private final int height;
    private final Set<Kind> seen = EnumSet.noneOf(Kind.class);
    private final Deque<UnaryOperator<int[]>> undoing = new ArrayDeque<>();
    private int width; // shrinks where several pixels are packed into one

    private LosslessPixels(ByteBuffer bytes, int from, int width, int height) {
        this.bits = new Bits(bytes, from);
        this.width = width;
        this.height = height;
    }

    /**
     * The pixels of a whole picture, row by row, each alpha, red, green and blue.
     *
     * @throws BadImageException if they are damaged or end early
     */
    public static int[] of(ByteBuffer bytes) {
        int sides = bytes.getInt(1);
        if (sides >>> 29 != 0) {
            throw new BadImageException("picture: damaged WebP: a version that can't be read");
        }
        int width = 1 + (sides & 0x3fff);
        int height = 1 + ((sides >> 14) & 0x3fff);
        return new LosslessPixels(bytes, HEADER, width, height).read();
    }

    /** Whether a picture says that some of it is transparent. */
    public static boolean hasAlpha(ByteBuffer bytes) {
        return (bytes.get(4) & 0x10) != 0;
    }

    private int[] read() {
        while (bits.next()) {
            Kind kind = Kind.values()[bits.read(2)];
            if (!seen.add(kind)) {
                throw new BadImageException("picture: damaged WebP: a transform that comes twice");
            }
            undoing.push(transform(kind));
        }
        int[] pixels = CodedPixels.ofPicture(bits, width, height);
        for (UnaryOperator<int[]> undo : undoing) {
            pixels = undo.apply(pixels);
        }
        return pixels;
    }

    private UnaryOperator<int[]> transform(Kind kind) {
        return switch (kind) {
            case PREDICTED -> {
                BlockData modes = BlockData.read(bits, width, height);
                yield pixels -> Prediction.undo(pixels, modes);
            }
            case COLOUR -> {
                BlockData factors = BlockData.read(bits, width, height);
                yield pixels -> ColourTransforms.undoCrossed(pixels, factors);
            }
            case GREEN -> ColourTransforms::addGreen;
            case PALETTE -> palette();
        };
    }

    private UnaryOperator<int[]> palette() {
        int[] colours = CodedPixels.of(bits, 1 + bits.read(8), 1);
        for (int i = 1; i < colours.length; i++) {
            colours[i] = ColourTransforms.sum(colours[i], colours[i - 1]);
        }
        int whole = width;
        int together =
                colours.length <= 2 ? 3 : colours.length <= 4 ? 2 : colours.length <= 16 ? 1 : 0;
        width = CodedPixels.blocks(width, together);
        return pixels -> ColourTransforms.lookUp(pixels, colours, whole, together);
    }
}
