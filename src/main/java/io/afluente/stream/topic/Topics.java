package io.afluente.stream.topic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The topics of one installation: a name for each file of {@code topics/}, behind an optional
 * prefix that keeps installations on one cluster apart.
 */
public final class Topics {
    private static final List<String> NAMES =
            List.of(
                    "images",
                    "predictions",
                    "predictions-shadow",
                    "labeled-images",
                    "scores",
                    "models",
                    "learner-states",
                    "feedback",
                    "images-dlq",
                    "labeled-images-dlq",
                    "feedback-dlq");

    private final String prefix;
    private final Map<String, TopicFile> files = new LinkedHashMap<>();

    private Topics(String prefix) {
        this.prefix = prefix;
        NAMES.forEach(name -> files.put(name, TopicFile.load(name)));
    }

    /** Topics whose names on the cluster start with the prefix, which may be empty. */
    public static Topics withPrefix(String prefix) {
        return new Topics(prefix);
    }

    /** What the names of all topics start with; may be empty. */
    public String prefix() {
        return prefix;
    }

    /** Pictures to classify. */
    public String images() {
        return prefix + "images";
    }

    /** One answer for each image. */
    public String predictions() {
        return prefix + "predictions";
    }

    /** What another version would have answered. */
    public String shadow() {
        return prefix + "predictions-shadow";
    }

    /** Pictures with the truth, in the order they are learned from. */
    public String labeledImages() {
        return prefix + "labeled-images";
    }

    /** How good each mini-batch was answered before it was learned. */
    public String scores() {
        return prefix + "scores";
    }

    /** Checkpoints and the pointers to them. */
    public String models() {
        return prefix + "models";
    }

    /** What only a learner needs of each checkpoint. */
    public String learnerStates() {
        return prefix + "learner-states";
    }

    /** What pictures really were, by id. */
    public String feedback() {
        return prefix + "feedback";
    }

    /** The dead letters of {@link #images}, {@link #labeledImages} or {@link #feedback}. */
    public String deadLettersOf(String topic) {
        file(topic + "-dlq");
        return topic + "-dlq";
    }

    /** The topic whose dead letters another one holds; empty if it holds none. */
    public Optional<String> inputOf(String deadLetters) {
        return names().stream().filter(name -> deadLetters.equals(name + "-dlq")).findFirst();
    }

    /** Names of all topics on the cluster, in the order data flows. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        files.keySet().forEach(name -> names.add(prefix + name));
        return names;
    }

    /** What is written down of a topic, by its name on the cluster. */
    public TopicFile file(String topic) {
        TopicFile file =
                topic.startsWith(prefix) ? files.get(topic.substring(prefix.length())) : null;
        if (file == null) {
            throw new IllegalArgumentException(
                    "there is no topic \"" + topic + "\", only " + String.join(", ", names()));
        }
        return file;
    }

    /** A topic's name on the cluster, by its name in {@code topics/}. */
    public String named(String file) {
        return prefix + file(prefix + file).name();
    }
}
