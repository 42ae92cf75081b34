package io.afluente.meter;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Every figure that is reported, described in one place; there are no others.
 *
 * <p>Names say what is measured, and by the conventions of Prometheus end with the unit if there is
 * one: seconds, bytes, or ratio for shares from 0 to 1. Role and model are no part of a name but
 * labels, see {@link RoleMeters}. Counters end with {@code _total} where they are shown.
 */
public final class MetricDefinitions {
    /** In the order of the stream. Labels beside role and model stand in the sentences. */
    public static final List<MetricDefinition> ALL =
            List.of(
                    figure("images.answered", "", "Images answered"),
                    figure(
                            "slice.images",
                            "",
                            "Images in one forward pass: the batch size that the load achieves"),
                    figure(
                            "slice.fetch.seconds",
                            "seconds",
                            "Fetching the pictures that images of a slice refer to"),
                    figure("slice.decode.seconds", "seconds", "Decoding the images of a slice"),
                    figure("slice.forward.seconds", "seconds", "The forward pass of a slice"),
                    figure(
                            "answer.latency.seconds",
                            "seconds",
                            "From an image's timestamp to its answer, before the commit"),
                    figure(
                            "images.unnoted",
                            "",
                            "Images that no poll had noted, each answered alone: a fault"),
                    figure(
                            "images.challenged",
                            "",
                            "Images answered by the challenger in place of what serves"),
                    figure(
                            "trace.headers.dropped",
                            "",
                            "Headers of trace context too long to be passed on"),
                    figure("spans.exported", "", "Spans that the collector took"),
                    figure(
                            "spans.dropped",
                            "",
                            "Spans lost, because too many waited or the collector took none"),
                    figure("spans.waiting", "", "Spans on their way to the collector"),
                    figure(
                            "forward.headers.dropped",
                            "",
                            "Headers to forward that were too many or too large for a prediction"),
                    figure(
                            "challenger.traffic.ratio",
                            "ratio",
                            "Share of the keys that the challenger answers, 0 without one"),
                    figure("version.swaps", "", "Times that another version began to serve"),
                    figure("version.swap.seconds", "seconds", "Preparing and swapping a version"),
                    figure("version.refusals", "", "Versions and pointers that were refused"),
                    figure("backbone.refusals", "", "Backbones that were refused"),
                    figure("engine.serving", "", "1 of the engine that answers, 0 of others"),
                    figure(
                            "engine.image.seconds",
                            "seconds",
                            "What an image took the engine when it was chosen by measurement"),
                    figure(
                            "serving.version.sequence",
                            "",
                            "Sequence number of the serving version"),
                    figure(
                            "serving.version.offset",
                            "",
                            "First offset of labeled-images that the serving version has not seen"),
                    figure(
                            "serving.version.age.seconds",
                            "seconds",
                            "Since the serving version began to serve in this process"),
                    figure("examples.learned", "", "Labelled images learned from"),
                    figure("training.steps", "", "Training steps"),
                    figure("training.loss", "", "Cross-entropy of the last mini-batch, in nats"),
                    figure(
                            "prequential.accuracy.ratio",
                            "ratio",
                            "Prequential accuracy; kind is windowed or fading"),
                    figure("line.events", "", "Drifts and verdicts of the gate, by kind"),
                    figure("checkpoints.published", "", "Checkpoints published"),
                    figure("checkpoint.bytes", "bytes", "Size of the last checkpoint"),
                    figure(
                            "answers.labeled",
                            "",
                            "Answers whose image was labelled afterwards; right says if they were"),
                    figure(
                            "labels.unused",
                            "",
                            "Labels that could not be joined, by reason: dead letters"),
                    figure(
                            "predictions.unreadable",
                            "",
                            "Records on the topic of predictions that are none"),
                    figure(
                            "images.forgotten",
                            "",
                            "Images forgotten because their topic was created again"),
                    figure("records.repeated", "", "Images and labels read again, and passed over"),
                    figure(
                            "waiting.bytes",
                            "bytes",
                            "Images and labels that wait, in this process"),
                    figure(
                            "checkpoint.file.failures",
                            "",
                            "Checkpoints that could not be written to the folder"),
                    figure(
                            "infer.requests",
                            "",
                            "Inference requests over HTTP, by the code of the answer"),
                    figure("infer.seconds", "seconds", "From such a request to its answer"),
                    figure("infer.images", "", "Images answered over HTTP"),
                    figure(
                            "infer.batch.images",
                            "",
                            "Images in one go, where this process answers directly"),
                    figure("commits.lost", "", "Commits that came to nothing and are done again"),
                    figure(
                            "commit.seconds",
                            "seconds",
                            "From the first record forwarded to the commit that shows it"),
                    figure(
                            "lag.records",
                            "",
                            "Records of a topic that are still to be read, by the whole group;"
                                    + " commit markers and deleted records don't count"),
                    figure(
                            "dead.letters",
                            "",
                            "Dead letters by topic and by the field that was wrong"),
                    figure("build.info", "", "Always 1; version and revision say which build"));

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

    private static MetricDefinition figure(String name, String unit, String sentence) {
        return new MetricDefinition(name, unit, sentence);
    }
}
