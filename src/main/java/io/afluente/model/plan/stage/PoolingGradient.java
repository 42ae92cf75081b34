package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import io.afluente.model.network.Window;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.IntBuffer;

/**
 * The gradient of max pooling by 2x2 without overlap: it goes to the first of the largest values.
 *
 * <p>ND4J's operation takes several times as long as this loop, which has no branch: it compares
 * floats by their bits, as whole numbers of the same order, and picks by masks.
 */
final class PoolingGradient implements Kernel {
    private final Grid in;
    private final Grid out;
    private final int examples;
    private final HostFloats values;
    private final HostFloats outputGradient;
    private final HostFloats inputGradient;
    private final int[] upper;
    private final int[] lower;
    private final int[] given;

    /** Whether windows of this kind cover the input, each value once. */
    static boolean suits(Pooling pooling) {
        Window window = pooling.window();
        Grid in = pooling.in();
        return HostFloats.isShared()
                && pooling.operation().equals("maxpool2d")
                && window.kernel().height() == 2
                && window.kernel().width() == 2
                && window.stride().height() == 2
                && window.stride().width() == 2
                && window.padding().top() == 0
                && window.padding().left() == 0
                && in.height() % 2 == 0
                && in.width() % 2 == 0;
    }

    PoolingGradient(Pooling pooling, StageBuffers site) {
        this.in = pooling.in();
        this.out = pooling.out();
        this.examples = site.batch();
        this.values = new HostFloats(site.input());
        this.outputGradient = new HostFloats(site.outputGradient());
        this.inputGradient = new HostFloats(site.inputGradient());
        this.upper = new int[in.width() * in.channels()];
        this.lower = new int[upper.length];
        this.given = new int[out.width() * out.channels()];
    }

    @Override
    public void run() {
        IntBuffer from = values.readBits();
        IntBuffer gradient = outputGradient.readBits();
        IntBuffer to = inputGradient.readBits();
        int rows = examples * out.height();
        for (int row = 0; row < rows; row++) {
            int at = 2 * row * upper.length;
            from.get(at, upper);
            from.get(at + upper.length, lower);
            gradient.get(row * given.length, given);
            spread();
            to.put(at, upper);
            to.put(at + upper.length, lower);
        }
        inputGradient.written();
    }

    // in place: two rows of values become two rows of gradients
    private void spread() {
        int channels = in.channels();
        for (int x = 0; x < out.width(); x++) {
            spread(given, x * channels, upper, lower, 2 * x * channels, channels);
        }
    }

    private static void spread(
            int[] given, int from, int[] upper, int[] lower, int left, int channels) {
        int right = left + channels;
        for (int c = 0; c < channels; c++) {
            int a = ordered(upper[left + c]);
            int b = ordered(upper[right + c]);
            int d = ordered(lower[left + c]);
            int e = ordered(lower[right + c]);
            int most = Math.max(Math.max(a, b), Math.max(d, e));
            int rest = given[from + c];
            upper[left + c] = rest & same(a, most);
            rest &= ~same(a, most);
            upper[right + c] = rest & same(b, most);
            rest &= ~same(b, most);
            lower[left + c] = rest & same(d, most);
            lower[right + c] = rest & ~same(d, most);
        }
    }

    // of negative numbers the larger bits are the smaller number
    private static int ordered(int bits) {
        return bits ^ ((bits >> 31) & 0x7fffffff);
    }

    // all ones if they are the same, else all zeros
    private static int same(int a, int b) {
        int different = a ^ b;
        return ~((different | -different) >> 31);
    }
}
