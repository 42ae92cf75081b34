package io.afluente.stream.client;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.PictureForm;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.Prediction;
import io.afluente.model.ServableNetwork;
import io.afluente.model.engine.Engines;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.RecordPosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Computes recorded predictions again, each from its image's record and its version, and says
 * whether the same comes out.
 *
 * <p>The last bits of an answer depend on how many images were classified with it, not on which: so
 * each is computed in a slice of the recorded size, filled with copies of the image.
 */
public final class PredictionAudit {
    private final ImageCodec codec;
    private final Function<Version, Optional<Checkpoint>> versions;
    private final BiFunction<String, Integer, Engine> engines;

    /**
     * What an audit found.
     *
     * @param same came out bit for bit
     * @param different came out otherwise, with how far the probabilities are apart at most
     * @param unchecked can't be computed any more, with the reason
     */
    public record Report(int same, List<Finding> different, List<Finding> unchecked) {}

    /** One prediction that did not come out the same, or not at all. */
    public record Finding(
            RecordPosition prediction, RecordPosition image, String version, String what) {}

    /**
     * @param codec reads image records
     * @param versions finds a version, if it is still to be found
     * @param engines makes an engine by its name, which is null of predictions that don't say it,
     *     for slices of so many images at most
     */
    public PredictionAudit(
            ImageCodec codec,
            Function<Version, Optional<Checkpoint>> versions,
            BiFunction<String, Integer, Engine> engines) {
        this.codec = codec;
        this.versions = versions;
        this.engines = engines;
    }

    /**
     * Computes predictions again.
     *
     * @param predictions records of the topic of predictions
     * @param images finds the record of an image, if the log still has it
     */
    public Report run(
            List<ConsumerRecord<byte[], byte[]>> predictions,
            Function<RecordPosition, Optional<ConsumerRecord<byte[], byte[]>>> images) {
        PredictionCodec answers = new PredictionCodec(codec.formats());
        List<RecordedPrediction> recorded =
                predictions.stream().map(record -> RecordedPrediction.of(record, answers)).toList();
        int largest = recorded.stream().mapToInt(RecordedPrediction::sliceSize).max().orElse(1);
        Map<String, List<RecordedPrediction>> byEngine =
                grouped(recorded, r -> r.engine() == null ? "" : r.engine());
        Tally tally = new Tally();
        byEngine.forEach(
                (name, sameEngine) -> {
                    String known = name.isEmpty() ? null : name;
                    if (known == null || Engines.names().contains(known)) {
                        check(sameEngine, engines.apply(known, largest), images, tally);
                    } else {
                        sameEngine.forEach(a -> tally.unchecked(a, "there is no engine " + name));
                    }
                });
        return tally.report();
    }

    private void check(
            List<RecordedPrediction> answers,
            Engine engine,
            Function<RecordPosition, Optional<ConsumerRecord<byte[], byte[]>>> images,
            Tally tally) {
        grouped(answers, r -> r.answer().version())
                .forEach((version, of) -> check(version, of, engine, images, tally));
    }

    private static Map<String, List<RecordedPrediction>> grouped(
            List<RecordedPrediction> recorded, Function<RecordedPrediction, String> by) {
        return recorded.stream()
                .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }

    private void check(
            String version,
            List<RecordedPrediction> answers,
            Engine engine,
            Function<RecordPosition, Optional<ConsumerRecord<byte[], byte[]>>> images,
            Tally tally) {
        Optional<Checkpoint> checkpoint = versions.apply(Version.parse(version));
        if (checkpoint.isEmpty()) {
            answers.forEach(answer -> tally.unchecked(answer, "its version is gone"));
            return;
        }
        try (ServableNetwork network = engine.prepare(checkpoint.get().network());
                Classifier classifier = network.classifier()) {
            PictureForm form = network.spec().pictures();
            for (RecordedPrediction answer : answers) {
                images.apply(answer.answer().source())
                        .ifPresentOrElse(
                                image -> compare(answer, image, form, classifier, tally),
                                () -> tally.unchecked(answer, "its image is gone"));
            }
        }
    }

    private void compare(
            RecordedPrediction answer,
            ConsumerRecord<byte[], byte[]> image,
            PictureForm form,
            Classifier classifier,
            Tally tally) {
        try {
            tally.compared(answer, again(answer, image, form, classifier));
        } catch (BadImageException e) {
            // it was answered once: its picture is elsewhere, and no longer to be had
            tally.unchecked(answer, e.getMessage());
        }
    }

    private Prediction again(
            RecordedPrediction answer,
            ConsumerRecord<byte[], byte[]> record,
            PictureForm form,
            Classifier classifier) {
        Image image = codec.image(record.value(), record.headers(), form);
        return classifier
                .predict(Collections.nCopies(answer.sliceSize(), image))
                .get(answer.slicePosition());
    }

    /** Counts as it goes. */
    private static final class Tally {
        private final List<Finding> different = new ArrayList<>();
        private final List<Finding> unchecked = new ArrayList<>();
        private int same;

        void compared(RecordedPrediction recorded, Prediction again) {
            double apart = recorded.apartFrom(again);
            if (apart == 0) {
                same++;
            } else {
                different.add(recorded.finding("differs by up to %.2g".formatted(apart)));
            }
        }

        void unchecked(RecordedPrediction recorded, String why) {
            unchecked.add(recorded.finding(why));
        }

        Report report() {
            return new Report(same, List.copyOf(different), List.copyOf(unchecked));
        }
    }
}
