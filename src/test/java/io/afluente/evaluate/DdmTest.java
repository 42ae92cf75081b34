package io.afluente.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DdmTest {
    /**
     * The 2,000 errors of the example in River's documentation of DDM, by Python's {@code
     * random.Random(42)}: half of the first 1,000 are errors, 70 % of the second.
     */
    private static final String PUBLISHED =
            "8e136c8fdf80874fc1a8b318f746b6f1cc65334459360e205be053cf74cb74931cfac5a6"
                    + "1b1f1e35f5eb486ba8b57c980f4619b8252c65fff1e0991f1dc10940b1be1b6c6b762ded"
                    + "9692595d2aa0c702eb0a4ae9bc826fde33c07e5b0d7178ed66cb6bd732c6bb9ea97ce79b"
                    + "47341c643b756ff993eb2fd5f1cc44e8237cfa535094fdbef93fbebba9fbfe9ffb3babf1"
                    + "babb457d3f3ebf5f8effe675fff1e75f2fdffffcc5daeebffbe76ad96f363cbb4daff3fb"
                    + "7d87af7ffbdfbb7d9fff3cdbdeff17dfbfdc3f6ebf3fde37ef0d7fbafffadbf67f6f7fbf"
                    + "ba97e3dfe51f3f3aeddafdefaff57e27bd23d9fa8fe6d765f7f5affff70f5bc3657f";

    @Test
    void shouldReportWhatIsPublishedForAPublishedStream() {
        boolean[] errors = new boolean[2_000];
        BigInteger bits = new BigInteger(PUBLISHED, 16);
        IntStream.range(0, 2_000).forEach(i -> errors[i] = bits.testBit(1_999 - i));

        // River starts after 30 examples, the paper with the 30th
        List<Drift> found = Errors.feed(errors, new Ddm(31, 2, 3));

        assertThat(Errors.indices(found, Drift.DRIFT)).containsExactly(1334);
        assertThat(found.indexOf(Drift.WARNING)).isEqualTo(1084);
        assertThat(found.subList(1335, 2_000).indexOf(Drift.WARNING) + 1335).isEqualTo(1492);
    }

    @Test
    void shouldFollowTheThresholdsInClosedForm() {
        // Given one error in ten for 1,000 examples, lastly one: p is 0.1, s is sqrt(0.09 / n)
        Ddm ddm = new Ddm(1_000, 2, 3);
        for (int i = 1; i <= 1_000; i++) {
            assertThat(ddm.update(i % 10 == 0)).isEqualTo(Drift.NONE);
        }
        double s = Math.sqrt(0.09 / 1_000);
        for (int k = 1; ; k++) {
            // When k more are all errors
            Drift found = ddm.update(true);
            // Then
            double p = (100.0 + k) / (1_000 + k);
            double level = p + Math.sqrt(p * (1 - p) / (1_000 + k));
            if (level > 0.1 + 3 * s) {
                assertThat(found).isEqualTo(Drift.DRIFT);
                assertThat(k).isEqualTo(21);
                return;
            }
            boolean warning = level > 0.1 + 2 * s;
            assertThat(found).isEqualTo(warning ? Drift.WARNING : Drift.NONE);
        }
    }

    @Test
    void shouldStartAnewAfterADrift() {
        Ddm used = new Ddm();
        boolean[] jump = Errors.jump(0.1, 0.9, 500, 1_000, 3);
        int end = Errors.feed(jump, used).indexOf(Drift.DRIFT) + 1;
        Ddm restarted = new Ddm();
        Errors.feed(Errors.slice(jump, 0, end), restarted);

        boolean[] rest = Errors.jump(0.2, 0.5, 300, 2_000, 4);

        assertThat(Errors.feed(rest, restarted)).isEqualTo(Errors.feed(rest, new Ddm()));
    }

    @Test
    void shouldNotTakeTheFirstErrorAfterAPerfectStretchForADrift() {
        Ddm ddm = new Ddm();
        Errors.feed(new boolean[10_000], ddm);

        assertThat(ddm.update(true)).isEqualTo(Drift.NONE);
    }

    @Test
    void shouldNotAlarmWhereEveryAnswerIsWrong() {
        boolean[] wrong = Errors.bernoulli(1, 5_000, 1);

        assertThat(Errors.feed(wrong, new Ddm())).containsOnly(Drift.NONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldAgreeWithRatesComputedFromTheWholeStream(long seed) {
        boolean[] errors = Errors.jump(0.2, 0.4, 1_000, 2_000, seed);

        assertThat(Errors.feed(errors, new Ddm())).isEqualTo(oracle(errors, 30));
    }

    @Test
    void shouldRefuseSettingsOutOfRange() {
        assertThatThrownBy(() -> new Ddm(0, 2, 3)).hasMessageContaining("got 0, 2.0, 3.0");
        assertThatThrownBy(() -> new Ddm(30, 3, 2)).hasMessageContaining("warning <= drift");
        assertThatThrownBy(() -> new Ddm(30, 2, Double.NaN)).hasMessageContaining("NaN");
    }

    /** Every level anew from the errors since the last drift: slow, and without any memory. */
    private static List<Drift> oracle(boolean[] errors, int min) {
        Drift[] found = new Drift[errors.length];
        int start = 0;
        for (int end = 1; end <= errors.length; end++) {
            found[end - 1] = end - start < min ? Drift.NONE : level(errors, start, end, min);
            if (found[end - 1] == Drift.DRIFT) {
                start = end;
            }
        }
        return List.of(found);
    }

    private static Drift level(boolean[] errors, int start, int end, int min) {
        double bestRate = 1;
        double bestDeviation = 1;
        double level = 0;
        for (int i = start + min; i <= end; i++) {
            double rate = Errors.rate(errors, start, i);
            double deviation = Math.sqrt(rate * (1 - rate) / (i - start));
            level = rate + deviation;
            if (rate > 0 && level < bestRate + bestDeviation) {
                bestRate = rate;
                bestDeviation = deviation;
            }
        }
        if (level > bestRate + 3 * bestDeviation) {
            return Drift.DRIFT;
        }
        return level > bestRate + 2 * bestDeviation ? Drift.WARNING : Drift.NONE;
    }
}
