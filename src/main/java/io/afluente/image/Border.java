package io.afluente.image;

/** What surrounds the subject of a picture, as its outermost pixels show it. */
final class Border {
    private Border() {}

    /** The median of the outermost pixels, for each channel; of an even number the lower one. */
    static byte[] median(Image image) {
        byte[] median = new byte[image.shape().channels()];
        for (int channel = 0; channel < median.length; channel++) {
            median[channel] = median(image, channel);
        }
        return median;
    }

    private static byte median(Image image, int channel) {
        InputShape shape = image.shape();
        int[] counts = new int[256];
        int total = 0;
        for (int y = 0; y < shape.height(); y++) {
            boolean wholeRow = y == 0 || y == shape.height() - 1;
            int step = wholeRow ? 1 : Math.max(1, shape.width() - 1);
            for (int x = 0; x < shape.width(); x += step) {
                int at = (y * shape.width() + x) * shape.channels() + channel;
                counts[image.pixels()[at] & 0xff]++;
                total++;
            }
        }
        int value = 0;
        for (int below = counts[0]; 2 * below < total; below += counts[value]) {
            value++;
        }
        return (byte) value;
    }
}
