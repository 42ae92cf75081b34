package io.afluente.model.network;

/** The shape of one example between two layers, channels last; a vector is a single pixel. */
public record Grid(int height, int width, int channels) {
    public static Grid vector(int size) {
        return new Grid(1, 1, size);
    }

    public int size() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }

    public int pixels() {
        return height * width;
    }

    public boolean isVector() {
        return pixels() == 1;
    }

    public long[] batch(int examples) {
        return new long[] {examples, height, width, channels};
    }

    @Override
    public String toString() {
        return height + "x" + width + "x" + channels;
    }
}
