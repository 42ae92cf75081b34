package io.afluente.image.decode.lossless;

/** Undoes what was done to each pixel by itself. */
final class ColourTransforms {
    private ColourTransforms() {}

    /** Adds the four values of two pixels, each by itself. */
    static int sum(int one, int other) {
        int alphaGreen = (one & 0xff00ff00) + (other & 0xff00ff00);
        int redBlue = (one & 0x00ff00ff) + (other & 0x00ff00ff);
        return (alphaGreen & 0xff00ff00) | (redBlue & 0x00ff00ff);
    }

    /** Red and blue were stored without green. */
    static int[] addGreen(int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            int green = (pixels[i] >> 8) & 0xff;
            pixels[i] = sum(pixels[i], green << 16 | green);
        }
        return pixels;
    }

    /** Red was stored without a share of green, blue without shares of green and red. */
    static int[] undoCrossed(int[] pixels, BlockData factors) {
        for (int i = 0; i < pixels.length; i++) {
            int factor = factors.at(i % factors.width(), i / factors.width());
            int pixel = pixels[i];
            byte green = (byte) (pixel >> 8);
            int red = ((pixel >> 16) + share(factor, green)) & 0xff;
            int blue = pixel + share(factor >> 8, green) + share(factor >> 16, red);
            pixels[i] = (pixel & 0xff00ff00) | red << 16 | (blue & 0xff);
        }
        return pixels;
    }

    private static int share(int factor, int value) {
        return ((byte) factor * (byte) value) >> 5;
    }

    /** Green was an index, and several of them may be in one pixel. */
    static int[] lookUp(int[] pixels, int[] colours, int width, int together) {
        int packed = CodedPixels.blocks(width, together);
        int bits = 8 >> together;
        int mask = (1 << bits) - 1;
        int[] whole = together == 0 ? pixels : new int[pixels.length / packed * width];
        for (int i = 0; i < whole.length; i++) {
            int x = i % width;
            int from = pixels[i / width * packed + (x >> together)] >> 8;
            int index = (from >> ((x & ((1 << together) - 1)) * bits)) & mask;
            whole[i] = index < colours.length ? colours[index] : 0;
        }
        return whole;
    }
}
