package io.afluente.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParameterAverageTest {
    @Test
    void shouldBeTheWeightedSumThatTheDecaySays() {
        ParameterAverage average = new ParameterAverage(0.5, new float[] {100});
        average.add(new float[] {1});
        average.add(new float[] {2});
        average.add(new float[] {3});

        double first = 1 - 1 / 10.0;
        double second = 1 - 2 / 11.0;
        double third = 1 - 3 / 12.0;
        double expected = 100;
        expected += first * (1 - expected);
        expected += second * (2 - expected);
        expected += third * (3 - expected);
        assertThat(average.values()[0]).isCloseTo((float) expected, within(1e-5f));
    }

    @Test
    void shouldSettleOnTheDecayAndForgetTheStart() {
        ParameterAverage average = new ParameterAverage(0.9, new float[] {1000});
        for (int i = 0; i < 500; i++) {
            average.add(new float[] {i % 2});
        }

        // of a value that alternates: the weights of even ages against those of odd ages
        assertThat(average.values()[0]).isCloseTo(1 / 1.9f, within(1e-5f));
    }

    /**
     * DL4J keeps a running variance as it is, or half its logarithm: here both, of a dying channel.
     */
    @Test
    void shouldKeepEveryVarianceAboveZero() {
        Random random = new Random(3);
        float[] learning = {1, 0};
        ParameterAverage average = new ParameterAverage(0.999, learning);
        for (int i = 0; i < 3000; i++) {
            double variance = i % 100 < 90 ? 0 : Math.exp(3 * random.nextGaussian());
            learning[0] -= (float) (0.1 * (learning[0] - variance));
            learning[1] = (float) Math.log10(Math.sqrt(Math.max(learning[0], 1e-30)));
            average.add(learning);

            assertThat(average.values()[0]).isPositive().isFinite();
            assertThat(Math.pow(10, 2 * average.values()[1])).isPositive().isFinite();
        }
    }

    @Test
    void shouldBeSteadierThanWhatItFollows() {
        Random noise = new Random(1);
        ParameterAverage average = new ParameterAverage(0.99, new float[] {0});
        double worst = 0;
        for (int i = 0; i < 3000; i++) {
            average.add(new float[] {(float) noise.nextGaussian()});
            worst = i < 1000 ? 0 : Math.max(worst, Math.abs(average.values()[0]));
        }

        assertThat(worst).isLessThan(0.35);
    }

    @Test
    void shouldBeWhatLearnsWhereThereIsNoDecay() {
        ParameterAverage average = new ParameterAverage(0, new float[] {Float.NaN, 1});
        average.add(new float[] {0.1f, -0f});

        assertThat(average.values()).containsExactly(0.1f, -0f);
    }

    @Test
    void shouldNotHandItsOwnArrayOut() {
        float[] start = {1};
        ParameterAverage average = new ParameterAverage(0.9, start);
        start[0] = 7;
        average.values()[0] = 7;

        assertThat(average.values()).containsExactly(1);
    }

    @Test
    void shouldGoOnFromItsValuesAndAge() throws IOException {
        ParameterAverage average = new ParameterAverage(0.9, new float[] {1, 2});
        average.add(new float[] {3, 4});
        byte[] age = Parts.bytesOf(Saving.of(average::saveAge));

        ParameterAverage again = new ParameterAverage(0.9, new float[2]);
        again.load(average.values(), new DataInputStream(new ByteArrayInputStream(age)));

        average.add(new float[] {5, 6});
        again.add(new float[] {5, 6});
        assertThat(again.values()).containsExactly(average.values());
    }

    @Test
    void shouldRefuseADecayThatIsNone() {
        assertThatThrownBy(() -> new ParameterAverage(1, new float[1]))
                .hasMessageContaining("below 1, got 1.0");
        assertThatThrownBy(() -> new ParameterAverage(Double.NaN, new float[1]))
                .hasMessageContaining("NaN");
    }
}
