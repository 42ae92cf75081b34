package io.afluente.stream.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A slice is about a second of work. */
class SlicePaceTest {
    private static final long MILLI = 1_000_000;

    private final SlicePace pace = new SlicePace();

    @Test
    void shouldBeginWithWhatWasMeasured() {
        pace.expect(MILLI / 10);
        assertThat(pace.images(128)).isEqualTo(128);

        pace.expect(85 * MILLI);
        assertThat(pace.images(128)).isEqualTo(11);

        pace.expect(5_000 * MILLI);
        assertThat(pace.images(128)).isEqualTo(1);
    }

    @Test
    void shouldGoByWhatSlicesTake() {
        for (int i = 0; i < 20; i++) {
            pace.expect(85 * MILLI);
            int images = pace.images(128);
            pace.took(images, images * 340L * MILLI);
        }
        assertThat(pace.images(128)).isBetween(2, 4);

        pace.expect(MILLI);
        assertThat(pace.images(128)).as("another version").isEqualTo(128);
    }

    @Test
    void shouldNotLetOnePauseDecide() {
        pace.expect(MILLI / 5);
        pace.took(1, 500 * MILLI);
        assertThat(pace.images(128)).isGreaterThan(40);
        for (int i = 0; i < 20; i++) {
            pace.took(pace.images(128), 20 * MILLI);
        }
        assertThat(pace.images(128)).isEqualTo(128);
    }

    @Test
    void shouldTakeAllWhereNothingIsKnown() {
        assertThat(pace.images(128)).isPositive();
        pace.expect(0);
        assertThat(pace.images(128)).isEqualTo(128);
    }
}
