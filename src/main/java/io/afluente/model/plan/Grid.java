package io.afluente.model.plan;

/** The shape of one example between two stages, channels last; a vector is a single pixel. */
record Grid(int height, int width, int channels) {
    static Grid vector(int size) {
        return new Grid(1, 1, size);
    }

    int size() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    int pixels() {
        return height * width;
    }

    long[] batch(int examples) {
        return new long[] {examples, height, width, channels};
    }

    @Override
    public String toString() {
        return height + "x" + width + "x" + channels;
    }
}
