package io.afluente.image.decode;

import io.afluente.image.Image;
import io.afluente.image.InputShape;

/** Turns and mirrors a picture the way its EXIF orientation says it is to be seen. */
final class Orientation {
    private Orientation() {}

    /**
     * The picture upright.
     *
     * @param orientation 1 to 8: where the stored first row and first column are to be seen. 1 top
     *     left, 2 top right, 3 bottom right, 4 bottom left; 5 to 8: the first row at a side, and
     *     the first column at the top or bottom
     */
    static Image upright(Image stored, int orientation) {
        if (orientation == 1) {
            return stored;
        }
        InputShape shape = orientation < 5 ? stored.shape() : turned(stored.shape());
        int channels = shape.channels();
        byte[] pixels = new byte[shape.size()];
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int from = source(stored.shape(), orientation, y, x) * channels;
                int to = (y * shape.width() + x) * channels;
                System.arraycopy(stored.pixels(), from, pixels, to, channels);
            }
        }
        return new Image(shape, pixels);
    }

    private static InputShape turned(InputShape shape) {
        int height = shape.width();
        int width = shape.height();
        return new InputShape(height, width, shape.channels());
    }

    /** The index of the stored pixel that is seen at a place. */
    private static int source(InputShape stored, int orientation, int y, int x) {
        int row = orientation < 5 ? y : x;
        int column = orientation < 5 ? x : y;
        int storedRow = isLastRowFirst(orientation) ? stored.height() - 1 - row : row;
        int storedColumn = isLastColumnFirst(orientation) ? stored.width() - 1 - column : column;
        return storedRow * stored.width() + storedColumn;
    }

    private static boolean isLastRowFirst(int orientation) {
        return orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    }

    private static boolean isLastColumnFirst(int orientation) {
        return orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    }
}
