package io.afluente.model.network;

import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/**
 * What a batch normalisation keeps for each channel, and where it lies among the network's
 * parameters. DL4J keeps running statistics there too: they go into every checkpoint, and a step
 * changes them like any other parameter.
 *
 * @param gamma the first channel's factor, or {@link #NONE} where it is the same fixed number for
 *     all
 * @param beta the first channel's summand, or {@link #NONE}
 * @param mean the first channel's running mean
 * @param spread the first channel's running variance, or half its decimal logarithm
 * @param logarithmic whether it is the logarithm
 * @param decay what a step keeps of the running statistics
 * @param epsilon is added to a variance
 */
public record ChannelNormalisation(
        int channels,
        int gamma,
        int beta,
        double fixedGamma,
        double fixedBeta,
        int mean,
        int spread,
        boolean logarithmic,
        double decay,
        double epsilon) {
    /** The position of what there isn't. */
    public static final int NONE = -1;

    /** Reads DL4J's layer, whose parameters begin at a position. */
    static ChannelNormalisation of(BatchNormalization layer, int first) {
        int channels = Math.toIntExact(layer.getNOut());
        boolean locked = layer.isLockGammaBeta();
        int mean = locked ? first : first + 2 * channels;
        return new ChannelNormalisation(
                channels,
                locked ? NONE : first,
                locked ? NONE : first + channels,
                layer.getGamma(),
                layer.getBeta(),
                mean,
                mean + channels,
                layer.isUseLogStd(),
                layer.getDecay(),
                layer.getEps());
    }

    /** Whether a step learns factor and summand. */
    public boolean hasGamma() {
        return gamma != NONE;
    }

    /** The running variance, from how it is kept. */
    public double variance(double kept) {
        return logarithmic ? Math.pow(10, 2 * kept) : kept;
    }

    /**
     * By how much what is kept of the running variance falls in a step, as DL4J has it.
     *
     * @param kept before the step
     * @param variance of the mini-batch
     */
    public double fall(double kept, double variance) {
        if (!logarithmic) {
            return (1 - decay) * (kept - variance);
        }
        double before = variance(kept);
        double after = decay * before + (1 - decay) * variance;
        if (after < Float.MIN_NORMAL) {
            return 0; // a dead channel: DL4J would go on to the logarithm of 0
        }
        return Math.log10(before / after) / 2;
    }

    /** What a normalised channel is multiplied by. */
    public double factor(FloatBuffer parameters, int channel) {
        return hasGamma() ? parameters.get(gamma + channel) : fixedGamma;
    }

    /** What is added to it then. */
    public double summand(FloatBuffer parameters, int channel) {
        return hasGamma() ? parameters.get(beta + channel) : fixedBeta;
    }

    /** What a channel's difference from its running mean is multiplied by in all. */
    public double scale(FloatBuffer parameters, int channel) {
        double variance = variance(parameters.get(spread + channel));
        return factor(parameters, channel) / Math.sqrt(variance + epsilon);
    }
}
