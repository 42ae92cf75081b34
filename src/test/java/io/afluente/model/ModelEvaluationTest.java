package io.afluente.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.model.ModelEvaluation.Mistaken;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ModelEvaluationTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    private static final byte NO_NUMBERS = 99;

    // (what is shown, what is answered): the image's only pixel is the answer
    private static final int[][] SHOWN = {{0, 0}, {0, 0}, {0, 1}, {1, 1}, {1, 0}, {2, 1}};

    @Test
    void shouldCountByHand() {
        ModelEvaluation result =
                ModelEvaluation.of(new Obedient(), List.of("a", "b", "c"), examples());

        assertThat(result.examples()).isEqualTo(6);
        assertThat(result.accuracy()).isCloseTo(3 / 6.0, CLOSE);
        assertThat(result.confusion())
                .containsExactly(List.of(2, 1, 0), List.of(1, 1, 0), List.of(0, 1, 0));
        assertThat(result.mistaken())
                .containsExactly(
                        new Mistaken("a", "b", 1),
                        new Mistaken("b", "a", 1),
                        new Mistaken("c", "b", 1));
        assertThat(result.neverPredicted()).containsExactly("c");
        assertThat(result.loss())
                .isCloseTo(-(3 * Math.log(0.8f) + 3 * Math.log(0.1f)) / 6, within(1e-6));
    }

    @Test
    void shouldHaveNoTableOfManyLabels() {
        List<String> labels = IntStream.range(0, 101).mapToObj(i -> "kind " + i).toList();

        ModelEvaluation result = ModelEvaluation.of(new Obedient(), labels, examples());

        assertThat(result.confusion()).isEmpty();
        assertThat(result.mistaken()).hasSize(3);
        assertThat(result.accuracy()).isCloseTo(3 / 6.0, CLOSE);
        assertThat(result.neverPredicted()).hasSize(99);
    }

    @Test
    void shouldScoreEachClass() {
        ModelEvaluation result =
                ModelEvaluation.of(new Obedient(), List.of("a", "b", "c"), examples());

        ModelEvaluation.ClassScore first = result.classes().get(0);
        assertThat(first.label()).isEqualTo("a");
        assertThat(first.examples()).isEqualTo(3);
        assertThat(first.precision()).isCloseTo(2 / 3.0, CLOSE);
        assertThat(first.recall()).isCloseTo(2 / 3.0, CLOSE);
        assertThat(result.classes().get(1).precision()).isCloseTo(1 / 3.0, CLOSE);
        assertThat(result.classes().get(1).recall()).isCloseTo(1 / 2.0, CLOSE);
        assertThat(result.classes().get(1).f1()).isCloseTo(0.4, CLOSE);
        assertThat(result.classes().get(2).f1()).isZero();
    }

    @Test
    void shouldAverageAsNd4jDoes() {
        ModelEvaluation result =
                ModelEvaluation.of(new Obedient(), List.of("a", "b", "c"), examples());

        assertThat(result.micro().precision()).isCloseTo(result.accuracy(), CLOSE);
        assertThat(result.micro().recall()).isCloseTo(result.accuracy(), CLOSE);
        assertThat(result.macro().precision()).isCloseTo((2 / 3.0 + 1 / 3.0) / 2, CLOSE);
        assertThat(result.macro().recall()).isCloseTo((2 / 3.0 + 1 / 2.0 + 0) / 3, CLOSE);
    }

    @Test
    void shouldCountWhatHasNoAnswerAsWrongByNoLabel() {
        List<LabeledImage> examples = new ArrayList<>(examples());
        examples.add(
                new LabeledImage(new Image(new InputShape(1, 1, 1), new byte[] {NO_NUMBERS}), 0));

        ModelEvaluation result =
                ModelEvaluation.of(new Obedient(), List.of("a", "b", "c"), examples);

        assertThat(result.examples()).isEqualTo(7);
        assertThat(result.unanswered()).isEqualTo(1);
        assertThat(result.accuracy()).isCloseTo(3 / 7.0, CLOSE);
        assertThat(result.confusion().get(0)).containsExactly(2, 1, 0);
        assertThat(result.classes().get(0).examples()).isEqualTo(4);
        assertThat(result.classes().get(0).recall()).isCloseTo(2 / 4.0, CLOSE);
        assertThat(result.classes().get(0).precision()).isCloseTo(2 / 3.0, CLOSE);
        assertThat(result.loss()).isBetween(3.0, 10.0);
    }

    @Test
    void shouldRefuseNoExamples() {
        assertThatThrownBy(() -> ModelEvaluation.of(new Obedient(), List.of("a", "b"), List.of()))
                .isInstanceOf(BadImageException.class)
                .hasMessage("pictures: there are none to evaluate on");
    }

    private static List<LabeledImage> examples() {
        List<LabeledImage> examples = new ArrayList<>();
        for (int[] pair : SHOWN) {
            examples.add(
                    new LabeledImage(
                            new Image(new InputShape(1, 1, 1), new byte[] {(byte) pair[1]}),
                            pair[0]));
        }
        return examples;
    }

    /** Answers what the pixel says. */
    private static final class Obedient implements Classifier {
        @Override
        public InputShape input() {
            return new InputShape(1, 1, 1);
        }

        @Override
        public int maxBatch() {
            return 4;
        }

        @Override
        public List<Prediction> predict(List<Image> images) {
            assertThat(images).hasSizeBetween(1, maxBatch());
            return images.stream().map(image -> answer(image.pixels()[0])).toList();
        }

        @Override
        public void close() {}

        private static Prediction answer(int label) {
            if (label == NO_NUMBERS) {
                return new Prediction(new float[] {Float.NaN, Float.NaN, Float.NaN});
            }
            float[] probabilities = {0.1f, 0.1f, 0.1f};
            probabilities[label] = 0.8f;
            return new Prediction(probabilities);
        }
    }
}
