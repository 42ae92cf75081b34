package io.afluente.model.plan;

/**
 * How a convolution or pooling slides over a picture, in rows and columns.
 *
 * @param same whether padding is chosen so that only the stride makes the result smaller; the
 *     padding given here is then the one above and to the left
 */
record Window(
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int padTop,
        int padLeft,
        boolean same) {
    private static final int NO_DILATION = 1;

    int taps() {
        return kernelHeight * kernelWidth;
    }

    /** The arguments that ND4J's operations begin with, and two of their own. */
    long[] arguments(long ninth, long tenth) {
        return new long[] {
            kernelHeight,
            kernelWidth,
            strideHeight,
            strideWidth,
            padTop,
            padLeft,
            NO_DILATION,
            NO_DILATION,
            same ? 1 : 0,
            ninth,
            tenth
        };
    }
}
