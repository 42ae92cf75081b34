package io.afluente.image.decode.lossless;

/** Undoes that each pixel was stored as what it differs by from a guess of its neighbours. */
final class Prediction {
    private static final int BLACK = 0xff000000;

    private Prediction() {}

    static int[] undo(int[] pixels, BlockData modes) {
        int width = modes.width();
        pixels[0] = ColourTransforms.sum(pixels[0], BLACK);
        for (int i = 1; i < pixels.length; i++) {
            int column = i % width;
            int guess =
                    i < width
                            ? pixels[i - 1]
                            : column == 0
                                    ? pixels[i - width]
                                    : guess(
                                            (modes.at(column, i / width) >> 8) & 15,
                                            pixels[i - 1],
                                            pixels[i - width],
                                            // at the end of a row this is the row's first pixel
                                            pixels[i - width + 1],
                                            pixels[i - width - 1]);
            pixels[i] = ColourTransforms.sum(pixels[i], guess);
        }
        return pixels;
    }

    private static int guess(int mode, int left, int top, int topRight, int topLeft) {
        return switch (mode) {
            case 1 -> left;
            case 2 -> top;
            case 3 -> topRight;
            case 4 -> topLeft;
            case 5 -> mean(mean(left, topRight), top);
            case 6 -> mean(left, topLeft);
            case 7 -> mean(left, top);
            case 8 -> mean(topLeft, top);
            case 9 -> mean(top, topRight);
            case 10 -> mean(mean(left, topLeft), mean(top, topRight));
            case 11 -> nearer(left, top, topLeft);
            case 12 -> each(left, top, topLeft, (a, b, c) -> a + b - c);
            case 13 -> each(mean(left, top), topLeft, 0, (a, b, c) -> a + (a - b) / 2);
            default -> BLACK;
        };
    }

    private static int mean(int one, int other) {
        return (((one ^ other) & 0xfefefefe) >>> 1) + (one & other);
    }

    private static int nearer(int left, int top, int topLeft) {
        int toLeft = 0;
        int toTop = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int corner = value(topLeft, shift);
            toLeft += Math.abs(value(top, shift) - corner);
            toTop += Math.abs(value(left, shift) - corner);
        }
        return toLeft < toTop ? left : top;
    }

    private interface OfValues {
        int of(int first, int second, int third);
    }

    private static int each(int first, int second, int third, OfValues how) {
        int result = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int value = how.of(value(first, shift), value(second, shift), value(third, shift));
            result |= Math.max(0, Math.min(255, value)) << shift;
        }
        return result;
    }

    private static int value(int pixel, int shift) {
        return (pixel >>> shift) & 0xff;
    }
}
