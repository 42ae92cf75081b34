package io.afluente.image.decode.lossless;

/**
 * One value for each square block of a picture.
 *
 * @param width of the picture, in pixels
 * @param bits of a block's side
 * @param values row by row
 */
record BlockData(int width, int bits, int[] values) {
    static BlockData read(Bits bits, int width, int height) {
        int side = 2 + bits.read(3);
        int across = CodedPixels.blocks(width, side);
        int down = CodedPixels.blocks(height, side);
        return new BlockData(width, side, CodedPixels.of(bits, across, down));
    }

    /** The value for a pixel. */
    int at(int column, int row) {
        return values[(row >> bits) * CodedPixels.blocks(width, bits) + (column >> bits)];
    }
}
