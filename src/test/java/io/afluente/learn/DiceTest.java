package io.afluente.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Chance that can be had again. */
class DiceTest {
    @Test
    void shouldFallTheSameForTheSameThrowAlone() {
        Dice dice = new Dice(1, "test");

        assertThat(dice.below(1000, 5, 7)).isEqualTo(new Dice(1, "test").below(1000, 5, 7));
        assertThat(throwsOf(dice)).isNotEqualTo(throwsOf(new Dice(2, "test")));
        assertThat(throwsOf(dice)).isNotEqualTo(throwsOf(new Dice(1, "toast")));
        assertThat(dice.of("id-1")).isEqualTo(new Dice(1, "test").of("id-1"));
    }

    @Test
    void shouldFallOnAllSidesAlike() {
        int[] falls = new int[6];
        for (int i = 0; i < 60_000; i++) {
            falls[(int) new Dice(3, "test").below(6, i / 100, i % 100)]++;
        }

        assertThat(Arrays.stream(falls)).allSatisfy(n -> assertThat(n).isBetween(9_700, 10_300));
    }

    @Test
    void shouldSpreadTextsEvenly() {
        Dice dice = new Dice(9, "test");

        double share =
                IntStream.range(0, 20_000)
                        .mapToDouble(i -> dice.of("train-%06d".formatted(i)))
                        .filter(x -> x < 0.05)
                        .count();

        assertThat(share / 20_000).isCloseTo(0.05, within(0.005));
    }

    private static long[] throwsOf(Dice dice) {
        return IntStream.range(0, 20).mapToLong(i -> dice.below(1000, i, 0)).toArray();
    }
}
