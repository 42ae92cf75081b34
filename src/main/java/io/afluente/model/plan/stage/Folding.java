package io.afluente.model.plan.stage;

import io.afluente.model.network.ChannelNormalisation;
import java.nio.FloatBuffer;

/**
 * A normalisation by running statistics, taken into the weights of the layer before it: what
 * multiplies and shifts each of its outputs may as well be in them. The bias comes to lie where the
 * running means were, since a layer before a normalisation often has none of its own.
 *
 * @param weights of the layer before
 * @param blocks where the weights of each output are
 */
record Folding(Weights weights, Blocks blocks, ChannelNormalisation normalisation) {
    /**
     * Where the weights of an output are.
     *
     * @param size how many it has
     * @param toNextOutput from the first weight of one output to that of the next
     * @param toNextWeight from one weight of an output to the next
     */
    record Blocks(int size, int toNextOutput, int toNextWeight) {}

    /** Where the layer's bias is then. */
    Weights folded() {
        return new Weights(weights.weights(), normalisation.mean(), weights.learn());
    }

    /** Rewrites the parameters in place. */
    void apply(float[] parameters) {
        int outputs = normalisation.channels();
        FloatBuffer all = FloatBuffer.wrap(parameters);
        for (int output = 0; output < outputs; output++) {
            double scale = normalisation.scale(all, output);
            double bias = weights.hasBias() ? parameters[weights.bias() + output] : 0;
            double mean = parameters[normalisation.mean() + output];
            double shift = normalisation.summand(all, output);
            int at = weights.weights() + output * blocks.toNextOutput();
            for (int i = 0; i < blocks.size(); i++) {
                parameters[at] = (float) (parameters[at] * scale);
                at += blocks.toNextWeight();
            }
            parameters[normalisation.mean() + output] = (float) ((bias - mean) * scale + shift);
        }
    }
}
