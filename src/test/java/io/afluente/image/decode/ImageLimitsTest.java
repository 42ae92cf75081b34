package io.afluente.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImageException;
import io.afluente.image.Jpegs;
import io.afluente.image.Pngs;
import java.awt.image.BufferedImage;
import java.util.Arrays;
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
                            limits.checkSize(new DeclaredSize(50, 20, 1));
                            limits.checkSize(new DeclaredSize(50, 5, 4));
                            limits.checkSize(new DeclaredSize(1000, 1, 1));
                        })
                .doesNotThrowAnyException();
    }

    /** 65,536 squared is zero in 32 bits. */
    @ParameterizedTest
    @CsvSource({
        "50, 21, 1",
        "50, 5, 5",
        "1001, 1, 1",
        "65536, 65536, 1",
        "70001, 1, 1",
        "1, 70001, 1"
    })
    void shouldRefuseWhatIsAboveThem(int width, int height, int bytesPerPixel) {
        assertThatThrownBy(() -> limits.checkSize(new DeclaredSize(width, height, bytesPerPixel)))
                .isInstanceOf(BadImageException.class);
    }

    @Test
    void shouldReadWhatAHeaderDeclares() {
        byte[] png = new Pngs().header(8192, 8191, 16, Pngs.COLOUR).end();
        byte[] jpeg = Jpegs.ofImage(picture(24, 17));

        assertThat(size(png)).isEqualTo(new DeclaredSize(8192, 8191, 6));
        assertThat(size(jpeg).unpackedBytes()).isEqualTo(24 * 17 * 3);
        assertThat(size(Jpegs.progressive(picture(24, 17))).unpackedBytes())
                .as("coefficients are larger, and gone through several times")
                .isEqualTo(4 * 24 * 17 * 3);
        assertThat(size(Arrays.copyOf(jpeg, 20)).unpackedBytes()).isZero();
        assertThat(size(Arrays.copyOf(png, 20)).unpackedBytes()).isZero();
    }

    @Test
    void shouldRefuseLimitsThatAllowNothing() {
        assertThatThrownBy(() -> new ImageLimits(1, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DeclaredSize size(byte[] file) {
        return ImageFormat.of(file).decoder().size(file);
    }

    private static BufferedImage picture(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }
}
