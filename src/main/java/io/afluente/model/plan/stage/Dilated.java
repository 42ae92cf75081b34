package io.afluente.model.plan.stage;

import io.afluente.model.network.DepthwiseConvolution;
import io.afluente.model.network.Grid;
import io.afluente.model.network.NetworkLayer;
import io.afluente.model.network.Window;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.Kernel;
import io.afluente.model.plan.kernel.KernelSequence;
import io.afluente.model.plan.kernel.Stage;
import io.afluente.model.plan.kernel.StageBuffers;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution whose window skips values, as the dense one that reaches as far and has zeros in
 * between: oneDNN has no other with channels last. It computes more than it must.
 *
 * @param dense has its parameters in a vector of its own: its weights, then its bias
 * @param spacing where this stage's weights lie among them
 * @param parameters where they lie in the network's vector
 * @param outputs how many values its bias has, if it has one
 */
record Dilated(Stage dense, Spacing spacing, Weights parameters, int outputs) implements Stage {
    static Dilated of(NetworkLayer.Convolution layer, Weights parameters) {
        Grid in = layer.place().in();
        Grid out = layer.place().out();
        Spacing spacing = new Spacing(layer.window(), out.channels() * in.channels(), 1);
        Stage dense = new Convolution(in, out, layer.window().dense(), own(parameters, spacing));
        return new Dilated(dense, spacing, parameters, out.channels());
    }

    static Dilated of(DepthwiseConvolution layer, Weights parameters) {
        int outputs = layer.place().out().channels();
        Spacing spacing =
                layer.tapsFirst()
                        ? new Spacing(layer.window(), 1, outputs)
                        : new Spacing(layer.window(), outputs, 1);
        DepthwiseConvolution dense =
                new DepthwiseConvolution(
                        layer.place(),
                        layer.window().dense(),
                        layer.parameters(),
                        layer.tapsFirst());
        return new Dilated(
                new Depthwise(dense, own(parameters, spacing)), spacing, parameters, outputs);
    }

    @Override
    public Grid out() {
        return dense.out();
    }

    @Override
    public boolean inPlace(boolean learning) {
        return false;
    }

    @Override
    public boolean learns() {
        return parameters.learn();
    }

    /** Where a dense convolution with these has them in its own vector. */
    private static Weights own(Weights parameters, Spacing spacing) {
        int bias = parameters.hasBias() ? spacing.denseWeights() : Weights.NONE;
        return new Weights(0, bias, parameters.learn());
    }

    @Override
    public void bind(StageBuffers site, KernelSequence pass) {
        int length = spacing.denseWeights() + outputs;
        INDArray own = site.memory().extra(this, length);
        INDArray gradients =
                site.learning() ? site.memory().extra(new Gradients(this), length) : null;
        HostFloats from = new HostFloats(site.parameters());
        HostFloats to = new HostFloats(own);
        pass.forward(new Moves(from, network(), to, owned()));
        StageBuffers inside = site.with(own, gradients);
        if (!site.learning()) {
            dense.bind(inside, pass);
            return;
        }
        // what was added first to the way back runs last
        pass.backward(
                new Moves(
                        new HostFloats(gradients),
                        owned(),
                        new HostFloats(site.parameterGradients()),
                        network()));
        dense.bind(inside, pass);
    }

    /** Positions of weights and bias in the network's vector. */
    private int[] network() {
        int[] all = positions();
        for (int i = 0; i < all.length; i++) {
            boolean weight = i < spacing.weights();
            all[i] = weight ? parameters.weights() + i : parameters.bias() + i - spacing.weights();
        }
        return all;
    }

    /** Their positions in the dense convolution's own vector. */
    private int[] owned() {
        int[] all = positions();
        int[] weights = spacing.positions();
        for (int i = 0; i < all.length; i++) {
            boolean weight = i < weights.length;
            all[i] = weight ? weights[i] : spacing.denseWeights() + i - weights.length;
        }
        return all;
    }

    private int[] positions() {
        return new int[spacing.weights() + (parameters.hasBias() ? outputs : 0)];
    }

    /** Owns the memory of the dense convolution's gradients, beside that of its parameters. */
    private record Gradients(Dilated stage) {}

    /** Copies single values from one vector to another. */
    private record Moves(HostFloats from, int[] read, HostFloats to, int[] written)
            implements Kernel {
        @Override
        public void run() {
            FloatBuffer in = from.read();
            FloatBuffer out = to.write();
            for (int i = 0; i < read.length; i++) {
                out.put(written[i], in.get(read[i]));
            }
            to.written();
        }
    }

    /**
     * Where the weights of a window that skips values lie among those of the dense window that
     * reaches as far.
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
}
