package io.afluente.model;

import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import java.util.List;
import java.util.Optional;

/**
 * A network by name, without its parameters: the folder {@code models/<name>/} as a value.
 *
 * @param name lower-case letters, digits, dots and dashes; part of topic keys and application ids
 * @param input what the network takes: the shape of a picture, or of a backbone's embedding
 * @param labels the name of each output, in order
 * @param normalisation how pixels become inputs; a mean and deviation for each channel, or one of
 *     each for a whole embedding, or for each of its values
 * @param configuration DL4J's own JSON of a {@code MultiLayerConfiguration}, updaters included
 * @param backbone stands before the network, and makes embeddings of pictures
 */
public record NetworkSpec(
        String name,
        InputShape input,
        List<String> labels,
        Normalisation normalisation,
        String configuration,
        Optional<BackboneSpec> backbone) {
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
        int means = normalisation.mean().size();
        boolean each = !input.isPicture() && means == input.size();
        if (means != input.channels() && !each) {
            throw new BadNetworkException(
                    "normalisation: "
                            + input.channels()
                            + " channels need as many means, got "
                            + means);
        }
        InputShape needed = backbone.map(of -> InputShape.embedding(of.embedding())).orElse(input);
        if (!input.equals(needed) || backbone.isEmpty() != input.isPicture()) {
            throw new IllegalArgumentException(
                    "a network behind a backbone takes its embedding, not " + input);
        }
    }

    /** A network that takes pictures. */
    public NetworkSpec(
            String name,
            InputShape input,
            List<String> labels,
            Normalisation normalisation,
            String configuration) {
        this(name, input, labels, normalisation, configuration, Optional.empty());
    }

    /** The same with another configuration. */
    public NetworkSpec with(String otherConfiguration) {
        return new NetworkSpec(name, input, labels, normalisation, otherConfiguration, backbone);
    }

    /** Whether it has the labels of another, in its order, and perhaps more after them. */
    public boolean beginsLike(NetworkSpec other) {
        return other.areAtTheBeginningOf(labels);
    }

    /** Whether its labels are all of these, or the first of them. */
    public boolean areAtTheBeginningOf(List<String> others) {
        int known = labels.size();
        return others.size() >= known && others.subList(0, known).equals(labels);
    }

    /** The labels that it has after those of another that it begins like. */
    public List<String> labelsAfter(NetworkSpec other) {
        return labels.subList(other.labels.size(), labels.size());
    }

    /** How pictures are brought to it, or to its backbone. */
    public PictureForm pictures() {
        return backbone.map(BackboneSpec::form).orElseGet(() -> PictureForm.of(input));
    }
}
