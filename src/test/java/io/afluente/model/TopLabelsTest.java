package io.afluente.model;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.model.TopLabels.Ranked;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopLabelsTest {
    /** Of few different values, so that many are equal. */
    private static final Prediction PREDICTION = prediction(300, 40);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100, 300, 400})
    void shouldBeTheFirstOfAllSorted(int most) {
        TopLabels top = TopLabels.of(PREDICTION, most);

        assertThat(top.ranked()).isEqualTo(sorted(PREDICTION).stream().limit(most).toList());
        assertThat(top.label()).isEqualTo(PREDICTION.label());
        assertThat(top.confidence()).isEqualTo(PREDICTION.confidence());
    }

    @Test
    void shouldBeApartFromAnythingButTheSameBits() {
        TopLabels top = TopLabels.of(PREDICTION, 5);
        float[] last = PREDICTION.probabilities().clone();
        int fifth = top.ranked().get(4).label();
        last[fifth] = Math.nextDown(last[fifth]);
        float[] none = new float[3];

        assertThat(top.apartFrom(PREDICTION)).isZero();
        assertThat(top.apartFrom(new Prediction(last))).isBetween(Double.MIN_VALUE, 1e-6);
        assertThat(top.apartFrom(new Prediction(none))).isEqualTo(1);
    }

    @Test
    void shouldBeApartFromAnotherLabelAmongThem() {
        TopLabels top = TopLabels.of(PREDICTION, 5);
        float[] another = PREDICTION.probabilities().clone();
        another[0] = 2;

        assertThat(top.apartFrom(new Prediction(another))).isPositive();
    }

    private static List<Ranked> sorted(Prediction prediction) {
        float[] probabilities = prediction.probabilities();
        return IntStream.range(0, probabilities.length)
                .mapToObj(label -> new Ranked(label, probabilities[label]))
                .sorted(comparing(Ranked::probability).reversed().thenComparing(Ranked::label))
                .toList();
    }

    private static Prediction prediction(int labels, int values) {
        Random random = new Random(7);
        float[] probabilities = new float[labels];
        for (int i = 0; i < labels; i++) {
            probabilities[i] = (1 + random.nextInt(values)) / (float) (labels * values);
        }
        return new Prediction(probabilities);
    }
}
