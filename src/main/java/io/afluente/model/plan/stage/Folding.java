package io.afluente.model.plan.stage;

import io.afluente.model.network.ChannelNormalisation;
import java.nio.FloatBuffer;

/**
 * A normalisation by running statistics, taken into the weights of the layer before it: what
 * multiplies and shifts each of its outputs may as well be in them. The bias comes to lie where the
 * running means were, since a layer before a normalisation often has none of its own.
 *
 * @param weights of the layer before
 * @param blocks how many weights each output has, and where
 */
record Folding(Weights weights, Blocks blocks, ChannelNormalisation normalisation) {
    /**
     * Weights that belong to one output lie side by side, in blocks.
     *
     * @param size of a block
     * @param depth a depthwise convolution's outputs for each input; 1 for any other layer, whose
     *     blocks have the order of its outputs
     */
    record Blocks(int size, int depth) {
        int of(int output, int outputs) {
            return output % depth * (outputs / depth) + output / depth;
        }
    }

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
            int first = weights.weights() + blocks.of(output, outputs) * blocks.size();
            for (int i = first; i < first + blocks.size(); i++) {
                parameters[i] = (float) (parameters[i] * scale);
            }
            parameters[normalisation.mean() + output] = (float) ((bias - mean) * scale + shift);
        }
    }
}
