package io.afluente.model.network;

/**
 * How a convolution or pooling slides over a picture, in rows and columns.
 *
 * @param padding what is added at the four sides
 * @param same whether padding is chosen so that only the stride makes the result smaller
 */
public record Window(Size kernel, Size stride, Size dilation, Padding padding, boolean same) {
    /** So many rows and columns. */
    public record Size(int height, int width) {
        public static final Size ONE = new Size(1, 1);
    }

    /** Rows and columns of zeros around a picture. */
    public record Padding(int top, int left, int bottom, int right) {}

    /** A window without dilation, padded alike at opposite sides. */
    public static Window of(Size kernel, Size stride, Size padding) {
        return new Window(
                kernel,
                stride,
                Size.ONE,
                new Padding(padding.height, padding.width, padding.height, padding.width),
                false);
    }

    /** How many values of each channel a window covers. */
    public int taps() {
        return kernel.height * kernel.width;
    }

    /** Whether it covers values that lie beside each other. */
    public boolean isDense() {
        return dilation.equals(Size.ONE);
    }

    /** The window that reaches as far and skips nothing. */
    public Window dense() {
        Size reach =
                new Size(
                        reach(kernel.height, dilation.height), reach(kernel.width, dilation.width));
        return new Window(reach, stride, Size.ONE, padding, same);
    }

    /** The shape that comes out of a picture. */
    Grid slide(Grid in, int channels) {
        return new Grid(
                positions(
                        in.height(),
                        padding.top + padding.bottom,
                        kernel.height,
                        stride.height,
                        dilation.height),
                positions(
                        in.width(),
                        padding.left + padding.right,
                        kernel.width,
                        stride.width,
                        dilation.width),
                channels);
    }

    private static int positions(int size, int padding, int kernel, int stride, int dilation) {
        return (size + padding - reach(kernel, dilation)) / stride + 1;
    }

    /** How far a dilated kernel reaches. */
    static int reach(int kernel, int dilation) {
        return (kernel - 1) * dilation + 1;
    }
}
