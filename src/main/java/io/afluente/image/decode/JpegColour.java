package io.afluente.image.decode;

/** What the components of a JPEG file stand for, and how to make red, green, blue of them. */
enum JpegColour {
    GREY(1) {
        @Override
        void toPixel(int[] in, int from, byte[] out, int to) {
            out[to] = (byte) in[from];
        }
    },
    RGB(3) {
        @Override
        void toPixel(int[] in, int from, byte[] out, int to) {
            put(out, to, in[from], in[from + 1], in[from + 2]);
        }
    },
    YCC(3) {
        @Override
        void toPixel(int[] in, int from, byte[] out, int to) {
            put(out, to, red(in, from), green(in, from), blue(in, from));
        }
    },
    /** Ink as amounts: 255 is full ink. */
    CMYK(4) {
        @Override
        void toPixel(int[] in, int from, byte[] out, int to) {
            int paper = 255 - in[from + 3];
            print(out, to, 255 - in[from], 255 - in[from + 1], 255 - in[from + 2], paper);
        }
    },
    /** Adobe's programs store how much paper is left: 0 is full ink. */
    INVERTED_CMYK(4) {
        @Override
        void toPixel(int[] in, int from, byte[] out, int to) {
            print(out, to, in[from], in[from + 1], in[from + 2], in[from + 3]);
        }
    },
    /** Inverted CMYK whose first three were taken for the complement of red, green, blue. */
    INVERTED_YCCK(4) {
        @Override
        void toPixel(int[] in, int from, byte[] out, int to) {
            int cyan = 255 - red(in, from);
            int magenta = 255 - green(in, from);
            int yellow = 255 - blue(in, from);
            print(out, to, cyan, magenta, yellow, in[from + 3]);
        }
    };

    private final int components;

    JpegColour(int components) {
        this.components = components;
    }

    int components() {
        return components;
    }

    /** 1 for grey, else 3. */
    int channels() {
        return components == 1 ? 1 : 3;
    }

    /** Converts the components of one pixel, each 0 to 255. */
    abstract void toPixel(int[] in, int from, byte[] out, int to);

    private static void print(byte[] out, int to, int cyan, int magenta, int yellow, int black) {
        put(out, to, share(cyan, black), share(magenta, black), share(yellow, black));
    }

    private static int share(int light, int ofLight) {
        return (light * ofLight + 127) / 255;
    }

    private static void put(byte[] out, int to, int red, int green, int blue) {
        out[to] = (byte) red;
        out[to + 1] = (byte) green;
        out[to + 2] = (byte) blue;
    }

    // JFIF's conversion, full range, in 16-bit fixed point

    private static int red(int[] ycc, int from) {
        return clamp(ycc[from], 91881 * (ycc[from + 2] - 128));
    }

    private static int green(int[] ycc, int from) {
        return clamp(ycc[from], -22554 * (ycc[from + 1] - 128) - 46802 * (ycc[from + 2] - 128));
    }

    private static int blue(int[] ycc, int from) {
        return clamp(ycc[from], 116130 * (ycc[from + 1] - 128));
    }

    private static int clamp(int luma, int fixed) {
        return Math.max(0, Math.min(255, luma + ((fixed + 32768) >> 16)));
    }
}
