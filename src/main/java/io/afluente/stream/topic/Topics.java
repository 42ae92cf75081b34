package io.afluente.stream.topic;

import io.afluente.stream.event.EventMode;
import io.afluente.stream.format.ValueFormats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The topics of one installation: a name on the cluster for each file of {@code topics/}. It is the
 * file's own name behind an optional prefix, which keeps installations on one cluster apart, or any
 * other that the topic was given.
 */
public final class Topics {
    /** What the files of {@code topics/} call them, in the order data flows. */
    public static final List<String> NAMES =
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

    private static final String DEAD_LETTERS = "-dlq";

    private final String prefix;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, TopicFile> files = new LinkedHashMap<>();

    private final ValueFormats formats;
    private final EventMode events;

    private Topics(
            String prefix, Map<String, String> given, ValueFormats formats, EventMode events) {
        this.prefix = prefix;
        this.formats = formats;
        this.events = events;
        for (String name : NAMES) {
            String onCluster = given.getOrDefault(name, prefix + name);
            names.put(name, onCluster);
            files.put(onCluster, TopicFile.load(name));
        }
    }

    /** Topics whose names on the cluster start with the prefix, which may be empty. */
    public static Topics withPrefix(String prefix) {
        return named(prefix, Map.of());
    }

    /**
     * Topics some or all of which have names that somebody else has chosen.
     *
     * @param prefix of those that have not
     * @param given names on the cluster, by those in {@code topics/}
     * @throws ClashingNamesException if a cluster can't tell two of them apart
     */
    public static Topics named(String prefix, Map<String, String> given) {
        Topics topics = new Topics(prefix, given, ValueFormats.JSON, EventMode.NONE);
        ClashingNamesException.check(topics.names);
        return topics;
    }

    /** The same topics once more, with something before all their names. */
    public Topics behind(String more) {
        Map<String, String> behind = new LinkedHashMap<>();
        names.forEach((name, onCluster) -> behind.put(name, more + onCluster));
        return named(more, behind).in(formats.renamed(name -> more + name)).as(events);
    }

    /** The same topics with values of other formats. */
    public Topics in(ValueFormats other) {
        return new Topics(prefix, names, other, events);
    }

    /** The same topics with records that are events, or none. */
    public Topics as(EventMode other) {
        return new Topics(prefix, names, formats, other);
    }

    /** Whether predictions and scores are events. */
    public EventMode events() {
        return events;
    }

    /** How their values are written, and what reads them. */
    public ValueFormats formats() {
        return formats;
    }

    /** What the names start with of all topics that were given no other; may be empty. */
    public String prefix() {
        return prefix;
    }

    /** Pictures to classify. */
    public String images() {
        return names.get("images");
    }

    /** One answer for each image. */
    public String predictions() {
        return names.get("predictions");
    }

    /** What another version would have answered. */
    public String shadow() {
        return names.get("predictions-shadow");
    }

    /** Pictures with the truth, in the order they are learned from. */
    public String labeledImages() {
        return names.get("labeled-images");
    }

    /** How good each mini-batch was answered before it was learned. */
    public String scores() {
        return names.get("scores");
    }

    /** Checkpoints and the pointers to them. */
    public String models() {
        return names.get("models");
    }

    /** What only a learner needs of each checkpoint. */
    public String learnerStates() {
        return names.get("learner-states");
    }

    /** What pictures really were, by id. */
    public String feedback() {
        return names.get("feedback");
    }

    /** The dead letters of {@link #images}, {@link #labeledImages} or {@link #feedback}. */
    public String deadLettersOf(String topic) {
        return named(file(topic).name() + DEAD_LETTERS);
    }

    /** The topic whose dead letters another one holds; empty if it holds none. */
    public Optional<String> inputOf(String deadLetters) {
        return names().stream().filter(name -> deadLetters.equals(lettersOf(name))).findFirst();
    }

    private String lettersOf(String topic) {
        return names.get(file(topic).name() + DEAD_LETTERS);
    }

    /** Names of all topics on the cluster, in the order data flows. */
    public List<String> names() {
        return List.copyOf(names.values());
    }

    /** What is written down of a topic, by its name on the cluster. */
    public TopicFile file(String topic) {
        TopicFile file = files.get(topic);
        if (file == null) {
            throw none(topic, names());
        }
        return file;
    }

    /** A topic's name on the cluster, by its name in {@code topics/}. */
    public String named(String file) {
        String name = names.get(file);
        if (name == null) {
            throw none(file, NAMES);
        }
        return name;
    }

    private static IllegalArgumentException none(String topic, List<String> all) {
        return new IllegalArgumentException(
                "there is no topic \"" + topic + "\", only " + String.join(", ", all));
    }
}
