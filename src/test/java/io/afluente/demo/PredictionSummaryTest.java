package io.afluente.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.model.Prediction;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is missing, doubled or wrong is seen. */
class PredictionSummaryTest {
    private final PredictionSummary ledger = new PredictionSummary(id -> OptionalInt.of(1));

    @Test
    void shouldCountWhatIsMissingAndWhatIsDoubled() {
        take(0, 0, 1);
        take(0, 2, 1);
        take(0, 2, 1);
        take(1, 0, 1);

        assertThat(ledger.predictions()).isEqualTo(4);
        assertThat(ledger.duplicates()).isEqualTo(1);
        assertThat(ledger.missing(Map.of(0, 3L, 1, 1L, 2, 5L))).isEqualTo(1 + 5);
    }

    @Test
    void shouldJudgeTheFinalTestByItsOwnAnswers() {
        take(0, 0, 0);
        ledger.finalTestFrom(Map.of(0, 1L));
        take(0, 1, 1);
        take(0, 2, 0);

        assertThat(ledger.finalAnswers()).isEqualTo(2);
        assertThat(ledger.finalAccuracy()).isEqualTo(0.5);
        assertThat(ledger.recentAccuracy()).isEqualTo(1 / 3.0);
    }

    private void take(int partition, long offset, int label) {
        float[] probabilities = new float[2];
        probabilities[label] = 1;
        ledger.take(
                new PredictionRecord(
                        "id",
                        new Prediction(probabilities),
                        "mnist",
                        "000001-aa",
                        new RecordPosition("images", partition, offset)));
    }
}
