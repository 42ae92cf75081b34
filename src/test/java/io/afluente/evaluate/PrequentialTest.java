package io.afluente.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrequentialTest {
    private static final int LABELS = 4;
    private static final int WINDOW = 70;

    @Test
    void shouldBeZeroBeforeTheFirstExample() {
        assertThat(new Prequential(3).score())
                .isEqualTo(new Score(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldSayWhetherTheAnswerWasRight() {
        Prequential prequential = new Prequential(2);

        assertThat(prequential.update(0, new float[] {0.5f, 0.5f})).isTrue();
        assertThat(prequential.update(1, new float[] {0.9f, 0.1f})).isFalse();
        assertThat(prequential.counts().count(1, 0)).isEqualTo(1);
    }

    @Test
    void shouldAgreeWithFiguresComputedFromAllExamplesAtOnce() {
        // Given
        Prequential prequential = new Prequential(LABELS, WINDOW, 0.05);
        List<Example> examples = examples(400, new Random(1));
        for (int n = 1; n <= examples.size(); n++) {
            // When
            Example example = examples.get(n - 1);
            prequential.update(example.label, example.probabilities);
            // Then
            Score score = prequential.score();
            ScoreOracle oracle = new ScoreOracle(LABELS, examples.subList(0, n));
            assertThat(score.examples()).isEqualTo(n);
            assertThat(score.correct()).isEqualTo(oracle.correct());
            assertThat(score.accuracy()).isEqualTo(oracle.accuracy());
            assertThat(score.windowedAccuracy()).isEqualTo(oracle.last(WINDOW).accuracy());
            assertThat(score.fadingAccuracy()).isCloseTo(oracle.fading(0.05), within(1e-12));
            assertThat(score.logLoss()).isCloseTo(oracle.logLoss(), within(1e-7));
            assertThat(score.windowedLogLoss())
                    .isCloseTo(oracle.last(WINDOW).logLoss(), within(1e-7));
            assertThat(score.kappa()).isCloseTo(oracle.kappa(), within(1e-12));
            assertThat(score.kappaMajority()).isCloseTo(oracle.kappaMajority(), within(1e-12));
            assertThat(score.kappaTemporal()).isCloseTo(oracle.kappaTemporal(), within(1e-12));
            assertThat(score.ece()).isCloseTo(oracle.last(WINDOW).ece(), within(1e-7));
        }
    }

    @Test
    void shouldNotDependOnTheCutIntoMiniBatches() {
        Prequential single = new Prequential(2);
        Prequential batch = new Prequential(2);
        float[][] answers = {{0.4f, 0.6f}, {0.7f, 0.3f}, {0.2f, 0.8f}};

        batch.update(new int[] {1, 1, 0}, answers);
        single.update(1, answers[0]);
        single.update(1, answers[1]);
        single.update(0, answers[2]);

        assertThat(batch.score()).isEqualTo(single.score());
    }

    @Test
    void shouldMeasureKappaAgainstThePreviousLabelOnASortedStream() {
        // Given a stream of 50 zeros, then 50 ones
        Prequential prequential = new Prequential(2);
        for (int i = 0; i < 100; i++) {
            int label = i / 50;
            boolean right = i % 10 != 0;
            prequential.update(label, sure(2, right ? label : 1 - label));
        }
        // Then repeating the label before, wrong only twice, is better than 90 % right
        Score score = prequential.score();
        assertThat(score.accuracy()).isEqualTo(0.90);
        assertThat(score.kappa()).isCloseTo(0.8, within(1e-12));
        assertThat(score.kappaMajority()).isCloseTo((0.90 - 0.49) / 0.51, within(1e-12));
        assertThat(score.kappaTemporal()).isCloseTo((0.90 - 0.98) / 0.02, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0.1f})
    void shouldCountABrokenAnswerAsSureAndWrong(float broken) {
        // Given
        Prequential prequential = new Prequential(3);
        prequential.update(0, new float[] {1, 0, 0});
        // When
        boolean right = prequential.update(0, new float[] {0.9f, broken, 0.1f});
        // Then
        Score score = prequential.score();
        assertThat(right).isFalse();
        assertThat(score.accuracy()).isEqualTo(0.5);
        assertThat(score.logLoss()).isCloseTo(-Math.log(1e-7) / 2, within(1e-6));
        assertThat(score.ece()).isEqualTo(0.5);
        assertThat(prequential.counts().predicted(0)).isEqualTo(1);
        assertThat(prequential.counts().actual(0)).isEqualTo(2);
    }

    @Test
    void shouldStayFiniteWhateverTheAnswers() throws ReflectiveOperationException {
        Random random = new Random(5);
        float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, -1, 0, 1, 7, Float.MIN_VALUE, 3e38f};
        Prequential prequential = new Prequential(2, 3, 1);
        for (int i = 0; i < 1_000; i++) {
            float[] answer = {odd[random.nextInt(odd.length)], odd[random.nextInt(odd.length)]};
            prequential.update(random.nextInt(2), answer);
            for (RecordComponent figure : Score.class.getRecordComponents()) {
                Number value = (Number) figure.getAccessor().invoke(prequential.score());
                assertThat(value.doubleValue()).as(figure.getName()).isFinite();
            }
        }
        assertThat(prequential.score().logLoss()).isBetween(0.0, 16.2);
        assertThat(prequential.score().ece()).isBetween(0.0, 1.0);
    }

    @Test
    void shouldTakeAProbabilityAboveOneAsOne() {
        Prequential prequential = new Prequential(2);
        prequential.update(0, new float[] {1.0000001f, 0});

        assertThat(prequential.score().logLoss()).isZero();
        assertThat(prequential.score().ece()).isZero();
    }

    @Test
    void shouldForgetWhatLeftTheWindow() {
        Prequential prequential = new Prequential(2, 5, 0.5);
        for (int i = 0; i < 5; i++) {
            prequential.update(0, sure(2, 1));
        }
        assertThat(prequential.score().ece()).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            prequential.update(0, sure(2, 0));
        }
        Score score = prequential.score();
        assertThat(score.accuracy()).isEqualTo(0.5);
        assertThat(score.windowedAccuracy()).isEqualTo(1);
        assertThat(score.windowedLogLoss()).isZero();
        assertThat(score.ece()).isZero();
        assertThat(score.fadingAccuracy()).isCloseTo(992.0 / 1023, within(1e-12));
    }

    @Test
    void shouldRefuseWhatDoesNotFitAndCountNothing() {
        Prequential prequential = new Prequential(2);

        assertThatThrownBy(() -> prequential.update(2, new float[2]))
                .hasMessage("label: must be 0 to 1, got 2");
        assertThatThrownBy(() -> prequential.update(-1, new float[2]))
                .hasMessage("label: must be 0 to 1, got -1");
        assertThatThrownBy(() -> prequential.update(0, new float[3]))
                .hasMessage("2 labels need as many probabilities, got 3");
        assertThatThrownBy(() -> prequential.update(new int[1], new float[2][2]))
                .hasMessage("1 labels need as many answers, got 2");
        assertThat(prequential.score().examples()).isZero();
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        assertThatThrownBy(() -> new Prequential(1)).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> new Prequential(2, 0, 0.01))
                .hasMessage("window: must be 1 to 1000000, got 0");
        assertThatThrownBy(() -> new Prequential(2, 10, Double.NaN))
                .hasMessage("fading alpha: must be above 0 and up to 1, got NaN");
    }

    private static float[] sure(int labels, int label) {
        float[] answer = new float[labels];
        answer[label] = 1;
        return answer;
    }

    private static List<Example> examples(int n, Random random) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            // skewed labels, so that the majority is clear but changes at first
            int label = (int) (LABELS * random.nextDouble() * random.nextDouble());
            examples.add(new Example(label, softmax(label, random)));
        }
        return examples;
    }

    private static float[] softmax(int label, Random random) {
        float[] p = new float[LABELS];
        float sum = 0;
        for (int i = 0; i < LABELS; i++) {
            p[i] = (float) Math.exp(2 * random.nextGaussian() + (i == label ? 2 : 0));
            sum += p[i];
        }
        for (int i = 0; i < LABELS; i++) {
            p[i] /= sum;
        }
        return p;
    }

    record Example(int label, float[] probabilities) {}
}
