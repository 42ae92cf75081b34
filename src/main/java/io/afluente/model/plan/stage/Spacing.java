package io.afluente.model.plan.stage;

import io.afluente.model.network.Window;

/**
 * Where the weights of a window that skips values lie among those of the dense window that reaches
 * as far.
 *
 * @param window that skips values
 * @param before how many windows there are, one after the other
 * @param after how many weights lie side by side at each of a window's positions
 */
record Spacing(Window window, int before, int after) {
    /** How many weights the window that skips values has. */
    int weights() {
        return before * window.taps() * after;
    }

    /** How many the dense one has, zeros included. */
    int denseWeights() {
        return before * window.dense().taps() * after;
    }

    /** For each weight its position in the dense window. */
    int[] positions() {
        int[] positions = new int[weights()];
        int at = 0;
        for (int block = 0; block < before; block++) {
            for (int row = 0; row < window.kernel().height(); row++) {
                for (int column = 0; column < window.kernel().width(); column++) {
                    for (int i = 0; i < after; i++) {
                        positions[at++] = position(block, row, column) * after + i;
                    }
                }
            }
        }
        return positions;
    }

    private int position(int block, int row, int column) {
        Window.Size reach = window.dense().kernel();
        int denseRow = block * reach.height() + row * window.dilation().height();
        return denseRow * reach.width() + column * window.dilation().width();
    }
}
