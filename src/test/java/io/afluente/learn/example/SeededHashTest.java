package io.afluente.learn.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Chance that can be had again. */
class SeededHashTest {
    @Test
    void shouldFallTheSameForTheSameThrowAlone() {
        SeededHash dice = new SeededHash(1, "test");

        assertThat(dice.below(1000, 5, 7)).isEqualTo(new SeededHash(1, "test").below(1000, 5, 7));
        assertThat(throwsOf(dice)).isNotEqualTo(throwsOf(new SeededHash(2, "test")));
        assertThat(throwsOf(dice)).isNotEqualTo(throwsOf(new SeededHash(1, "toast")));
        assertThat(dice.of("id-1")).isEqualTo(new SeededHash(1, "test").of("id-1"));
    }

    @Test
    void shouldFallOnAllSidesAlike() {
        int[] falls = new int[6];
        for (int i = 0; i < 60_000; i++) {
            falls[(int) new SeededHash(3, "test").below(6, i / 100, i % 100)]++;
        }

        assertThat(Arrays.stream(falls)).allSatisfy(n -> assertThat(n).isBetween(9_700, 10_300));
    }

    @Test
    void shouldSpreadTextsEvenly() {
        SeededHash dice = new SeededHash(9, "test");

        double share =
                IntStream.range(0, 20_000)
                        .mapToDouble(i -> dice.of("train-%06d".formatted(i)))
                        .filter(x -> x < 0.05)
                        .count();

        assertThat(share / 20_000).isCloseTo(0.05, within(0.005));
    }

    private static long[] throwsOf(SeededHash dice) {
        return IntStream.range(0, 20).mapToLong(i -> dice.below(1000, i, 0)).toArray();
    }
}
