package io.afluente.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionCountsTest {
    private static final int MANY = 1_000;

    /** Rows are truths: cat 5 3 0, dog 2 3 1, bird 0 2 11. */
    private final ConfusionCounts animals = of(new int[][] {{5, 3, 0}, {2, 3, 1}, {0, 2, 11}});

    @Test
    void shouldCountTruthsAndAnswers() {
        assertThat(animals.total()).isEqualTo(27);
        assertThat(animals.correct()).isEqualTo(19);
        assertThat(animals.accuracy()).isEqualTo(19 / 27.0);
        assertThat(animals.count(1, 2)).isEqualTo(1);
        assertThat(animals.actual(0)).isEqualTo(8);
        assertThat(animals.predicted(0)).isEqualTo(7);
    }

    @Test
    void shouldScoreEachLabel() {
        assertThat(animals.of(0)).isEqualTo(new PrecisionRecall(5 / 7.0, 5 / 8.0, 10 / 15.0));
        assertThat(animals.of(1)).isEqualTo(new PrecisionRecall(3 / 8.0, 3 / 6.0, 6 / 14.0));
        assertThat(animals.of(2)).isEqualTo(new PrecisionRecall(11 / 12.0, 11 / 13.0, 22 / 25.0));
    }

    @Test
    void shouldAverageLabelsEquallyInMacro() {
        PrecisionRecall macro = animals.macro();

        assertThat(macro.precision()).isCloseTo(0.668650793650, within(1e-12));
        assertThat(macro.recall()).isCloseTo(0.657051282051, within(1e-12));
        assertThat(macro.f1()).isCloseTo((10 / 15.0 + 6 / 14.0 + 22 / 25.0) / 3, within(1e-12));
    }

    @Test
    void shouldGiveTheAccuracyInMicro() {
        double accuracy = animals.accuracy();

        assertThat(animals.micro()).isEqualTo(new PrecisionRecall(accuracy, accuracy, accuracy));
    }

    @Test
    void shouldNameLabelsNeverPredicted() {
        ConfusionCounts counts = of(new int[][] {{3, 0, 0}, {1, 0, 0}, {0, 0, 0}});

        assertThat(counts.neverPredicted()).containsExactly(1, 2);
    }

    @Test
    void shouldLeaveLabelsThatNeverOccurredOutOfMacro() {
        ConfusionCounts counts = of(new int[][] {{3, 0, 0}, {1, 0, 0}, {0, 0, 0}});

        assertThat(counts.macro()).isEqualTo(new PrecisionRecall(3 / 8.0, 1 / 2.0, 3 / 7.0));
    }

    @Test
    void shouldHoldAMissingAnswerAgainstRecallAlone() {
        ConfusionCounts counts = of(new int[][] {{1, 0}, {0, 1}});
        counts.update(0, ConfusionCounts.NO_ANSWER);

        assertThat(counts.of(0)).isEqualTo(new PrecisionRecall(1, 1 / 2.0, 2 / 3.0));
        assertThat(counts.accuracy()).isEqualTo(2 / 3.0);
        assertThat(counts.micro()).isEqualTo(new PrecisionRecall(1, 2 / 3.0, 4 / 5.0));
    }

    @Test
    void shouldBeZeroBeforeTheFirstExample() {
        ConfusionCounts none = new ConfusionCounts(2);

        assertThat(none.accuracy()).isZero();
        assertThat(none.of(0)).isEqualTo(new PrecisionRecall(0, 0, 0));
        assertThat(none.macro()).isEqualTo(new PrecisionRecall(0, 0, 0));
        assertThat(none.neverPredicted()).containsExactly(0, 1);
    }

    @Test
    void shouldRefuseLabelsThatDoNotExistAndCountNothing() {
        assertThatThrownBy(() -> animals.update(3, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> animals.update(0, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> animals.update(0, -2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(animals.total()).isEqualTo(27);
    }

    @Test
    void shouldCopyApart() {
        ConfusionCounts copy = animals.copy();
        copy.update(0, 0);

        assertThat(copy.of(0)).isEqualTo(new PrecisionRecall(6 / 8.0, 6 / 9.0, 12 / 17.0));
        assertThat(copy.correct()).isEqualTo(20);
        assertThat(animals.count(0, 0)).isEqualTo(5);
        assertThat(animals.total()).isEqualTo(27);
    }

    @Test
    void shouldTakeNoMoreRoomThanWhatHappened() throws IOException {
        ConfusionCounts counts = new ConfusionCounts(MANY);
        IntStream.range(0, 500).forEach(i -> counts.update(i % 7, MANY - 1 - i % 5));

        ConfusionCounts loaded = new ConfusionCounts(MANY);
        loaded.load(in(saved(counts)));

        assertThat(saved(counts)).hasSizeLessThan(8 * MANY + 1_000);
        assertThat(loaded.count(3, MANY - 1)).isEqualTo(counts.count(3, MANY - 1)).isPositive();
        assertThat(loaded.predicted(MANY - 1)).isEqualTo(100);
        assertThat(loaded.micro()).isEqualTo(counts.micro());
    }

    @Test
    void shouldReadManyLabelsAsTheyWereWrittenOnce() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Integer.BYTES + (101 + 101 * 101) * Long.BYTES);
        all.putInt(101);
        all.putLong(Integer.BYTES + 7 * Long.BYTES, 9);
        all.putLong(Integer.BYTES + (101 + 7 * 101 + 3) * Long.BYTES, 9);

        ConfusionCounts counts = new ConfusionCounts(101);
        counts.load(in(all.array()));

        assertThat(counts.count(7, 3)).isEqualTo(9);
        assertThat(counts.actual(7)).isEqualTo(9);
        assertThat(counts.predicted(3)).isEqualTo(9);
        assertThat(counts.total()).isEqualTo(9);
    }

    @Test
    void shouldWriteFewLabelsAsAlways() throws IOException {
        byte[] saved = saved(animals);

        assertThat(saved).hasSize(Integer.BYTES + (3 + 9) * Long.BYTES);
        assertThat(ByteBuffer.wrap(saved).getInt()).isEqualTo(3);
        assertThat(ByteBuffer.wrap(saved).getLong(Integer.BYTES + (3 + 4) * Long.BYTES))
                .isEqualTo(3);
    }

    @Test
    void shouldRefuseACountOfALabelThatDoesNotExist() throws IOException {
        ConfusionCounts counts = new ConfusionCounts(MANY);
        counts.update(0, 0);
        byte[] saved = saved(counts);
        ByteBuffer.wrap(saved).putInt(saved.length - Long.BYTES - Integer.BYTES, MANY);

        assertThatThrownBy(() -> new ConfusionCounts(MANY).load(in(saved)))
                .isInstanceOf(IOException.class)
                .hasMessage("saved state: answer of a confusion count is 1000, must be 0 to 999");
    }

    private static byte[] saved(ConfusionCounts counts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        counts.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream in(byte[] saved) {
        return new DataInputStream(new ByteArrayInputStream(saved));
    }

    private static ConfusionCounts of(int[][] table) {
        ConfusionCounts counts = new ConfusionCounts(table.length);
        for (int actual = 0; actual < table.length; actual++) {
            for (int predicted = 0; predicted < table.length; predicted++) {
                for (int i = 0; i < table[actual][predicted]; i++) {
                    counts.update(actual, predicted);
                }
            }
        }
        return counts;
    }
}
