package io.afluente.stream.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.evaluate.UnpairedComparison;
import io.afluente.model.Prediction;
import io.afluente.registry.Pointer;
import io.afluente.stream.classify.TrafficSplit;
import io.afluente.stream.format.ValueFormats;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The challenger is compared on the images that its share, and not history, decided upon. */
class ChallengeComparisonTest {
    private static final String CHALLENGER = "000002-0123456789ab";
    private static final TrafficSplit.Split SPLIT = new TrafficSplit.Split(CHALLENGER, 0.5);
    private static final List<String> TAKEN = keys(true);
    private static final List<String> LEFT = keys(false);

    private final LabeledPredictions labeled = new LabeledPredictions(100, ValueFormats.JSON);
    private int offset;

    @Test
    void shouldCountEachImageForTheVersionThatAnsweredIt() {
        challenger(0, true);
        champion(0, true);
        champion(1, false);
        challenger(1, true);
        challenger(2, false);

        ChallengeComparison divided = divided();
        assertThat(divided.comparison()).isEqualTo(new UnpairedComparison(1, 1, 2, 1));
        assertThat(divided.champions()).containsExactly("champion");
        assertThat(divided.challenger()).isEqualTo(CHALLENGER);
        assertThat(divided.share()).isEqualTo(0.5);
    }

    @Test
    void shouldLeaveOutWhatWasAnsweredBeforeTheChallenge() {
        champion(0, false);
        answered(TAKEN.get(0), "champion", false);
        champion(1, false);
        challenger(0, true);
        champion(0, true);

        assertThat(divided().comparison()).isEqualTo(new UnpairedComparison(1, 0, 1, 0));
    }

    @Test
    void shouldLeaveOutTheTimeWhenTheChallengerServed() {
        challenger(0, false);
        answered(LEFT.get(0), CHALLENGER, false);
        challenger(1, true);
        champion(1, true);

        assertThat(divided().comparison()).isEqualTo(new UnpairedComparison(1, 0, 1, 0));
    }

    @Test
    void shouldLookAtEachPartitionAlone() {
        challenger(0, true);
        champion(0, true);
        answered(TAKEN.get(1), "champion", false, 1);
        champion(1, false);

        assertThat(divided().comparison()).isEqualTo(new UnpairedComparison(1, 1, 1, 0));
    }

    @Test
    void shouldLeaveOutImagesWithoutAKey() {
        challenger(0, true);
        answered("images-0-1", "champion", false);
        champion(0, true);

        assertThat(divided().comparison()).isEqualTo(new UnpairedComparison(1, 0, 1, 0));
    }

    @Test
    void shouldFindTheOrderWhateverOrderLabelsComeIn() {
        offset = 1;
        champion(0, true);
        offset = 0;
        challenger(0, true);

        assertThat(divided().comparison()).isEqualTo(new UnpairedComparison(1, 0, 1, 0));
    }

    private ChallengeComparison divided() {
        return new ChallengeComparison(labeled, new Pointer(CHALLENGER, 0.5));
    }

    private void champion(int key, boolean right) {
        answered(LEFT.get(key), "champion", right);
    }

    private void challenger(int key, boolean right) {
        answered(TAKEN.get(key), CHALLENGER, right);
    }

    private void answered(String id, String version, boolean right) {
        answered(id, version, right, 0);
    }

    private void answered(String id, String version, boolean right, int partition) {
        RecordPosition source = new RecordPosition("images", partition, offset++);
        PredictionRecord answer =
                new PredictionRecord(
                        id, new Prediction(new float[] {0.6f, 0.4f}), "mnist", version, source);
        var record = new ConsumerRecord<byte[], byte[]>("labeled-images", 0, 0, null, null);
        HeaderNames.put(record.headers(), HeaderNames.LABEL, right ? 0 : 1);
        record.headers()
                .add(
                        HeaderNames.PREDICTION,
                        new PredictionCodec().serialize("predictions", answer));
        labeled.take(record);
    }

    private static List<String> keys(boolean taken) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "id-" + i)
                .filter(id -> SPLIT.takes(id.getBytes(UTF_8)) == taken)
                .toList();
    }
}
