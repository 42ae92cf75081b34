package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import java.util.Arrays;
import java.util.List;

/**
 * The one difference between DL4J's order of parameters and a plan's: a dense layer above a picture
 * with channels first counts its inputs channel by channel, the plan pixel by pixel.
 */
public record ParameterOrder(List<Flattened> flattened) {
    /** A dense layer's weights: a column of inputs for each output, from an offset on. */
    public record Flattened(int offset, Grid picture, int outputs) {}

    public ParameterOrder {
        flattened = List.copyOf(flattened);
    }

    /** A copy in the plan's order. */
    public float[] toPlan(float[] parameters) {
        float[] copy = parameters.clone();
        reorder(copy, 0, 0, copy.length, true);
        return copy;
    }

    /** A copy in DL4J's order. */
    public float[] toDl4j(float[] parameters) {
        float[] copy = parameters.clone();
        reorder(copy, 0, 0, copy.length, false);
        return copy;
    }

    /**
     * Reorders values that belong to a range of the parameters, such as an updater's momentum.
     *
     * @param values of which those at {@code position} and after belong to the parameters from
     *     {@code first} to before {@code end}; changed in place
     */
    public void reorder(float[] values, int position, int first, int end, boolean toPlan) {
        for (Flattened weights : flattened) {
            int size = weights.picture().size();
            if (weights.offset() >= first && weights.offset() < end) {
                int from = position + weights.offset() - first;
                for (int output = 0; output < weights.outputs(); output++) {
                    column(values, from + output * size, weights.picture(), toPlan);
                }
            }
        }
    }

    private static void column(float[] values, int from, Grid picture, boolean toPlan) {
        int size = picture.size();
        float[] before = Arrays.copyOfRange(values, from, from + size);
        for (int channel = 0; channel < picture.channels(); channel++) {
            for (int pixel = 0; pixel < picture.pixels(); pixel++) {
                int dl4j = channel * picture.pixels() + pixel;
                int plan = pixel * picture.channels() + channel;
                values[from + (toPlan ? plan : dl4j)] = before[toPlan ? dl4j : plan];
            }
        }
    }
}
