package io.afluente.model;

import io.afluente.image.InputShape;
import java.util.List;

/**
 * A network by name, without its parameters: the folder {@code models/<name>/} as a value.
 *
 * @param name lower-case letters, digits, dots and dashes; part of topic keys and application ids
 * @param input the shape of picture it takes
 * @param labels the name of each output, in order
 * @param normalisation how pixels become inputs; a mean and deviation for each channel
 * @param configuration DL4J's own JSON of a {@code MultiLayerConfiguration}, updaters included
 */
public record NetworkSpec(
        String name,
        InputShape input,
        List<String> labels,
        Normalisation normalisation,
        String configuration) {
    /** As many as a prediction of 1 MiB has room for, with the probability of each. */
    public static final int MAX_LABELS = 32_768;

    /** As many as an example has in the learner's journal, with room for its id. */
    public static final int MAX_INPUTS = 8 << 20;

    public NetworkSpec {
        if (!name.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
            throw new BadNetworkException(
                    "name: 1 to 64 lower-case letters, digits, dots and dashes, not \""
                            + name
                            + "\"");
        }
        labels = List.copyOf(labels);
        if (labels.size() < 2) {
            throw new BadNetworkException("labels: at least 2 are needed, got " + labels.size());
        }
        if (labels.size() > MAX_LABELS) {
            throw new BadNetworkException(
                    "labels: %,d are more than the %,d allowed"
                            .formatted(labels.size(), MAX_LABELS));
        }
        if (input.size() > MAX_INPUTS) {
            throw new BadNetworkException(
                    "input: %s has %,d values, more than the %,d allowed"
                            .formatted(input, input.size(), MAX_INPUTS));
        }
        if (normalisation.mean().size() != input.channels()) {
            throw new BadNetworkException(
                    "normalisation: "
                            + input.channels()
                            + " channels need as many means, got "
                            + normalisation.mean().size());
        }
    }
}
