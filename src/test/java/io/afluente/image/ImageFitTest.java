package io.afluente.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageFitTest {
    @Test
    void shouldGiveBackAnImageThatFits() {
        Image image = Examples.noise(new InputShape(28, 28, 1), new Random(1));
        assertThat(PictureForm.of(new InputShape(28, 28, 1)).fit(image)).isSameAs(image);
    }

    @Test
    void shouldWeighColoursByTheirBrightness() {
        Image image = image(1, 4, 3, 255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9);
        assertThat(fit(image, 1, 4, 1)).containsExactly(76, 150, 29, 9);
    }

    @Test
    void shouldRepeatGreyInAllColours() {
        assertThat(fit(image(1, 2, 1, 7, 200), 1, 2, 3)).containsExactly(7, 7, 7, 200, 200, 200);
    }

    @Test
    void shouldAverageTheAreaWhenShrinking() {
        Image image = image(2, 4, 1, 0, 100, 10, 20, 100, 200, 30, 40);
        assertThat(fit(image, 1, 2, 1)).containsExactly(100, 25);
    }

    @Test
    void shouldShareOldPixelsBetweenNewOnes() {
        // three pixels become two: each new one has a whole and a half of the old
        assertThat(fit(image(1, 3, 1, 0, 90, 255), 1, 2, 1)).containsExactly(30, 200);
    }

    @Test
    void shouldInterpolateWhenEnlarging() {
        Image image = image(2, 2, 1, 0, 100, 100, 200);
        assertThat(fit(image, 4, 4, 1))
                .containsExactly(
                        0, 25, 75, 100, 25, 50, 100, 125, 75, 100, 150, 175, 100, 125, 175, 200);
    }

    @Test
    void shouldKeepColoursApartWhenScaling() {
        Image image = image(1, 2, 3, 10, 100, 200, 30, 100, 0);
        assertThat(fit(image, 1, 1, 3)).containsExactly(20, 100, 100);
    }

    @Test
    void shouldFillTheSidesWithTheColourOfTheBorder() {
        // a tall picture: a bright dot on grey paper
        Image tall = image(4, 2, 1, 50, 50, 250, 50, 50, 50, 50, 50);
        assertThat(fit(tall, 4, 4, 1))
                .containsExactly(50, 50, 50, 50, 50, 250, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50);
        Image wide = image(1, 3, 3, 1, 2, 3, 1, 2, 3, 9, 9, 9);
        assertThat(fit(wide, 3, 3, 3))
                .containsExactly(
                        1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 9, 9, 9, 1, 2, 3, 1, 2, 3, 1,
                        2, 3);
    }

    @Test
    void shouldKeepPlainPicturesPlain() {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            InputShape from = shape(random);
            byte[] pixels = new byte[from.size()];
            Arrays.fill(pixels, (byte) random.nextInt(256));
            InputShape to = shape(random);
            byte[] fitted = PictureForm.of(to).fit(new Image(from, pixels)).pixels();
            assertThat(fitted).hasSize(to.size()).containsOnly(pixels[0]);
        }
    }

    @Test
    void shouldFitAnyShapeIntoAnyOtherWithinTheRangeOfItsValues() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            Image image = Examples.noise(shape(random), random);
            InputShape to = shape(random);
            Image fitted = PictureForm.of(to).fit(image);
            assertThat(fitted.shape()).isEqualTo(to);
            assertThat(PictureForm.of(to).fit(image)).isEqualTo(fitted);
            assertThat(max(fitted)).isLessThanOrEqualTo(max(image));
        }
    }

    @Test
    void shouldKeepTheMeanWhenShrinking() {
        Image image = Examples.noise(new InputShape(101, 101, 1), new Random(4));
        Image fitted = PictureForm.of(new InputShape(28, 28, 1)).fit(image);
        assertThat(mean(fitted))
                .isCloseTo(mean(image), org.assertj.core.api.Assertions.within(0.1));
    }

    @Test
    void shouldFitTheThinnestPictures() {
        Image line = Examples.noise(new InputShape(1, 16_384, 1), new Random(5));
        assertThat(PictureForm.of(new InputShape(28, 28, 1)).fit(line).pixels()).hasSize(784);
        Image point = image(1, 1, 3, 1, 2, 3);
        assertThat(PictureForm.of(new InputShape(28, 28, 3)).fit(point).pixels())
                .startsWith(1, 2, 3);
    }

    private static InputShape shape(Random random) {
        return new InputShape(
                1 + random.nextInt(40), 1 + random.nextInt(40), random.nextBoolean() ? 1 : 3);
    }

    private static Image image(int height, int width, int channels, int... values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (byte) values[i];
        }
        return new Image(new InputShape(height, width, channels), pixels);
    }

    private static int[] fit(Image image, int height, int width, int channels) {
        Image fitted = PictureForm.of(new InputShape(height, width, channels)).fit(image);
        int[] values = new int[fitted.pixels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = fitted.pixels()[i] & 0xff;
        }
        return values;
    }

    private static int max(Image image) {
        int max = 0;
        for (byte pixel : image.pixels()) {
            max = Math.max(max, pixel & 0xff);
        }
        return max;
    }

    private static double mean(Image image) {
        double sum = 0;
        for (byte pixel : image.pixels()) {
            sum += pixel & 0xff;
        }
        return sum / image.pixels().length;
    }
}
