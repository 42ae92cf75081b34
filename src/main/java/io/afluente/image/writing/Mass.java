package io.afluente.image.writing;

/**
 * Where the centre of mass of some ink is, in pixels from the upper left corner.
 *
 * @param down from the top
 * @param across from the left
 */
record Mass(double down, double across) {
    /** Of ink row by row; in the middle of the corner's pixel if there is none. */
    static Mass of(byte[] ink, int width) {
        long all = 0;
        long down = 0;
        long across = 0;
        for (int i = 0; i < ink.length; i++) {
            long amount = ink[i] & 0xff;
            all += amount;
            down += amount * (i / width);
            across += amount * (i % width);
        }
        double mass = Math.max(1, all);
        return new Mass(down / mass + 0.5, across / mass + 0.5);
    }
}
