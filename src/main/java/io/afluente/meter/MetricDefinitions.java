package io.afluente.meter;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every figure that is reported, described in one place; there are no others. */
public final class MetricDefinitions {
    private static final Pattern OF_SHADOW =
            Pattern.compile("^(classify|model|backbone|commit|lag|dlq)\\.");

    private static final List<MetricDefinition> OWN =
            List.of(
                    figure("classify.images", "images", "Images answered"),
                    figure(
                            "classify.slice.images",
                            "images",
                            "Images in one forward pass: the batch size that the load achieves"),
                    figure("classify.decode.seconds", "seconds", "Decoding the images of a slice"),
                    figure("classify.forward.seconds", "seconds", "The forward pass of a slice"),
                    figure(
                            "classify.latency.seconds",
                            "seconds",
                            "From an image's timestamp to its answer, before the commit"),
                    figure(
                            "classify.unnoted",
                            "images",
                            "Images that no poll had noted, each answered alone: a fault"),
                    figure(
                            "classify.challenged.images",
                            "images",
                            "Images answered by the challenger in place of what serves"),
                    figure(
                            "classify.trace.dropped",
                            "headers",
                            "Headers of trace context too long to be passed on"),
                    figure(
                            "classify.headers.dropped",
                            "headers",
                            "Headers to forward that were too many or too large for a prediction"),
                    figure(
                            "model.challenger.share",
                            "",
                            "Share of the keys that the challenger answers, 0 without one"),
                    figure("model.swaps", "", "Times that another version began to serve"),
                    figure("model.swap.seconds", "seconds", "Preparing and swapping a version"),
                    figure("model.refusals", "", "Versions and pointers that were refused"),
                    figure("backbone.refusals", "", "Backbones that were refused"),
                    figure("model.engine.serving", "", "1 of the engine that answers, 0 of others"),
                    figure(
                            "model.engine.image.seconds",
                            "seconds",
                            "What an image took the engine when it was chosen by measurement"),
                    figure("model.serving.sequence", "", "Sequence number of the serving version"),
                    figure(
                            "model.serving.offset",
                            "",
                            "First offset of labeled-images that the serving version has not seen"),
                    figure(
                            "model.serving.age.seconds",
                            "seconds",
                            "Since the serving version began to serve in this process"),
                    figure("learn.examples", "examples", "Labelled images learned from"),
                    figure("learn.minibatches", "", "Training steps"),
                    figure("learn.loss", "", "Cross-entropy of the last mini-batch, in nats"),
                    figure(
                            "learn.accuracy",
                            "",
                            "Prequential accuracy; kind is windowed or fading"),
                    figure("learn.events", "", "Drifts and verdicts of the gate, by kind"),
                    figure("learn.checkpoints", "", "Checkpoints published"),
                    figure("learn.checkpoint.bytes", "bytes", "Size of the last checkpoint"),
                    figure(
                            "join.answers",
                            "answers",
                            "Answers whose image was labelled afterwards; right says if they were"),
                    figure(
                            "join.unused.labels",
                            "labels",
                            "Labels that could not be joined, by reason: dead letters"),
                    figure(
                            "join.unreadable.predictions",
                            "records",
                            "Records on the topic of predictions that are none"),
                    figure(
                            "join.forgotten.images",
                            "images",
                            "Images forgotten because their topic was created again"),
                    figure(
                            "join.repeated.records",
                            "records",
                            "Images and labels read again, and passed over"),
                    figure(
                            "join.kept.bytes",
                            "bytes",
                            "Images and labels that wait, in this process"),
                    figure(
                            "checkpoint.file.failures",
                            "",
                            "Checkpoints that could not be written to the folder"),
                    figure(
                            "commit.lost",
                            "",
                            "Commits that came to nothing and are done again, by role"),
                    figure(
                            "commit.seconds",
                            "seconds",
                            "From the first record forwarded to the commit that shows it, by role"),
                    figure(
                            "lag.records",
                            "records",
                            "Records of a topic that are still to be read, by the whole group;"
                                    + " commit markers and deleted records don't count"),
                    figure(
                            "dlq.records",
                            "records",
                            "Dead letters by topic and by the field that was wrong"));

    /** In the order of the stream, those of the shadow last. Those with labels say so. */
    public static final List<MetricDefinition> ALL =
            Stream.concat(
                            OWN.stream(),
                            OWN.stream()
                                    .filter(figure -> OF_SHADOW.matcher(figure.name()).find())
                                    .map(MetricDefinitions::inShadow))
                    .toList();

    private static final Map<String, MetricDefinition> BY_NAME =
            ALL.stream().collect(toUnmodifiableMap(MetricDefinition::name, Function.identity()));

    private MetricDefinitions() {}

    /**
     * What a name stands for.
     *
     * @throws IllegalArgumentException for a name that nobody has described here
     */
    public static MetricDefinition named(String name) {
        MetricDefinition figure = BY_NAME.get(name);
        if (figure == null) {
            throw new IllegalArgumentException(
                    "there is no figure \"" + name + "\" in MetricDefinitions");
        }
        return figure;
    }

    private static MetricDefinition inShadow(MetricDefinition figure) {
        return figure(
                ShadowMeters.PREFIX + figure.name(),
                figure.unit(),
                "Of the role shadow: " + figure.sentence());
    }

    private static MetricDefinition figure(String name, String unit, String sentence) {
        return new MetricDefinition(name, unit, sentence);
    }
}
