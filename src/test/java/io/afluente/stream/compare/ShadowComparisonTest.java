package io.afluente.stream.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.evaluate.PairedComparison;
import io.afluente.model.Prediction;
import io.afluente.stream.format.ValueFormats;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Two versions are compared on the images that both answered and somebody labelled. */
class ShadowComparisonTest {
    private final LabeledPredictions labeled = new LabeledPredictions(3, ValueFormats.JSON);

    @Test
    void shouldCountEachLabelledImageOnce() {
        labeled.take(labeled(0, "1", answer(0, 1)));
        labeled.take(labeled(1, "0", answer(1, 1)));
        ShadowComparison both = new ShadowComparison(labeled, Optional.empty());
        both.shadowed(shadow(answer(0, 0)));
        both.shadowed(shadow(answer(1, 0)));
        both.shadowed(shadow(answer(1, 0)));
        both.shadowed(shadow(answer(9, 0)));

        assertThat(both.comparison()).isEqualTo(new PairedComparison(0, 1, 1, 0));
        assertThat(both.champions()).containsExactly("served");
        assertThat(labeled.unreadable()).isZero();
    }

    @Test
    void shouldLookBackOnTheLatestLabelsOnly() {
        for (int offset = 0; offset < 5; offset++) {
            labeled.take(labeled(offset, "1", answer(offset, 1)));
        }
        ShadowComparison both = new ShadowComparison(labeled, Optional.empty());
        for (int offset = 0; offset < 5; offset++) {
            both.shadowed(shadow(answer(offset, 1)));
        }

        assertThat(both.comparison().examples()).isEqualTo(3);
    }

    @Test
    void shouldPassOverWhatIsNotWhatItShouldBe() {
        labeled.take(labeled(0, "many", answer(0, 1)));
        labeled.take(labeled(1, "1", "{}".getBytes(UTF_8)));
        labeled.take(labeled(2, "1", null));
        ShadowComparison both = new ShadowComparison(labeled, Optional.empty());
        both.shadowed(shadow("{}".getBytes(UTF_8)));

        assertThat(labeled.unreadable()).isEqualTo(3);
        assertThat(both.comparison().examples()).isZero();
    }

    @Test
    void shouldNotTakeTheChallengerForWhatServes() {
        labeled.take(labeled(0, "1", answer(0, 1)));
        ShadowComparison both = new ShadowComparison(labeled, Optional.of("served"));
        both.shadowed(shadow(answer(0, 1)));

        assertThat(both.comparison().examples()).isZero();
    }

    /** The one in the shadow knows a label more: where that is right, the other is wrong. */
    @Test
    void shouldCompareVersionsOfDifferentNumbersOfLabels() {
        labeled.take(labeled(0, "2", answer(0, 1)));
        labeled.take(labeled(1, "1", answer(1, 1)));
        labeled.take(labeled(2, "0", answer(2, 0)));
        ShadowComparison both = new ShadowComparison(labeled, Optional.empty());
        both.shadowed(shadow(answer(0, 2, 3)));
        both.shadowed(shadow(answer(1, 1, 3)));
        both.shadowed(shadow(answer(2, 2, 3)));

        assertThat(both.comparison()).isEqualTo(new PairedComparison(1, 1, 1, 0));
        assertThat(labeled.unreadable()).isZero();
    }

    private static ConsumerRecord<byte[], byte[]> labeled(
            long offset, String label, byte[] prediction) {
        var record = new ConsumerRecord<byte[], byte[]>("labeled-images", 0, offset, null, null);
        HeaderNames.put(record.headers(), HeaderNames.LABEL, label);
        if (prediction != null) {
            record.headers().add(HeaderNames.PREDICTION, prediction);
        }
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> shadow(byte[] answer) {
        return new ConsumerRecord<>("predictions-shadow", 0, 0, null, answer);
    }

    private static byte[] answer(long offset, int label) {
        return answer(offset, label, 2);
    }

    private static byte[] answer(long offset, int label, int labels) {
        float[] probabilities = new float[labels];
        Arrays.fill(probabilities, 0.4f / (labels - 1));
        probabilities[label] = 0.6f;
        PredictionRecord answer =
                new PredictionRecord(
                        "id",
                        new Prediction(probabilities),
                        "mnist",
                        "served",
                        new RecordPosition("images", 0, offset));
        return new PredictionCodec().serialize("predictions", answer);
    }
}
