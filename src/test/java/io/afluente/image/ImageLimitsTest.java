package io.afluente.image;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageLimitsTest {
    private final ImageLimits limits = new ImageLimits(100, 70_000, 1000);

    @Test
    void shouldAllowWhatReachesTheLimits() {
        assertThatCode(
                        () -> {
                            limits.checkBytes(100);
                            limits.checkSize(50, 20);
                            limits.checkSize(1000, 1);
                        })
                .doesNotThrowAnyException();
    }

    /** 65,536 squared is zero in 32 bits. */
    @ParameterizedTest
    @CsvSource({"50, 21", "1001, 1", "65536, 65536", "70001, 1", "1, 70001"})
    void shouldRefuseWhatIsAboveThem(int width, int height) {
        assertThatThrownBy(() -> limits.checkSize(width, height)).isInstanceOf(BadImage.class);
    }

    @Test
    void shouldAllowAQuarterOfThePixelsWhereAllCoefficientsAreHeld() {
        ImageLimits fewer = limits.forAllCoefficients();
        assertThatCode(() -> fewer.checkSize(25, 10)).doesNotThrowAnyException();
        assertThatThrownBy(() -> fewer.checkSize(251, 1)).isInstanceOf(BadImage.class);
    }

    @Test
    void shouldRefuseLimitsThatAllowNothing() {
        assertThatThrownBy(() -> new ImageLimits(1, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
