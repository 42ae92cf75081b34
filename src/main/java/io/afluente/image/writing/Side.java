package io.afluente.image.writing;

/** The sides of a picture, with lines counted inwards from each. */
enum Side {
    TOP(0),
    LEFT(1),
    BOTTOM(2),
    RIGHT(3);

    private final int index;

    Side(int index) {
        this.index = index;
    }

    /** Its place where there is something for each of the four. */
    int index() {
        return index;
    }

    private boolean isRow() {
        return this == TOP || this == BOTTOM;
    }

    /** How many pixels a line along the side has. */
    int length(int height, int width) {
        return isRow() ? width : height;
    }

    /** How many lines there are to the other side. */
    int depth(int height, int width) {
        return isRow() ? height : width;
    }

    /** The row of the j-th pixel of the k-th line. */
    int row(int k, int j, int height) {
        return this == TOP ? k : this == BOTTOM ? height - 1 - k : j;
    }

    /** The column of the j-th pixel of the k-th line. */
    int column(int k, int j, int width) {
        return this == LEFT ? k : this == RIGHT ? width - 1 - k : j;
    }
}
