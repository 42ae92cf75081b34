package io.afluente.image.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.Ink;
import io.afluente.image.InputShape;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One seven is one seven, whatever it is drawn on and wherever. */
class WritingFinderTest {
    private static final InputShape MNIST = new InputShape(28, 28, 1);

    /** As MNIST would have it. */
    private static final Image SEVEN =
            find(Drawing.seven(280, 280, 40, 70, 200, 24, 0, 255).grey());

    static Stream<Arguments> sheets() {
        return Stream.of(
                Arguments.of("on white paper", Drawing.seven(280, 280, 40, 70, 200, 24, 255, 0)),
                Arguments.of("with a margin", Drawing.seven(1120, 1120, 460, 490, 200, 24, 255, 0)),
                Arguments.of("in the corner", Drawing.seven(450, 450, 8, 6, 200, 24, 255, 0)),
                Arguments.of("cut to the ink", Drawing.seven(200, 140, 0, 0, 200, 24, 255, 0)),
                Arguments.of(
                        "in a black frame",
                        Drawing.seven(280, 280, 40, 70, 200, 24, 255, 0).framed(7, 0)),
                Arguments.of(
                        "in uneven light, 30",
                        Drawing.seven(280, 280, 40, 70, 200, 24, 200, 40).unevenBy(30)),
                Arguments.of(
                        "in uneven light, 40",
                        Drawing.seven(280, 280, 40, 70, 200, 24, 200, 40).unevenBy(40)),
                Arguments.of(
                        "in uneven light, 60",
                        Drawing.seven(280, 280, 40, 70, 200, 24, 200, 40).unevenBy(60)),
                Arguments.of(
                        "by pencil",
                        Drawing.seven(400, 500, 40, 70, 200, 24, 225, 150).noisyBy(3, 1)),
                Arguments.of(
                        "in a bad photo",
                        Drawing.seven(600, 800, 100, 270, 200, 24, 190, 80)
                                .unevenBy(50)
                                .noisyBy(20, 2)),
                Arguments.of(
                        "on squared paper",
                        Drawing.seven(400, 400, 90, 110, 200, 24, 250, 20).squared(40, 175)),
                Arguments.of("in dark mode", Drawing.seven(400, 400, 90, 110, 200, 24, 30, 200)),
                Arguments.of(
                        "among specks",
                        Drawing.seven(400, 400, 90, 110, 200, 24, 250, 30).speckled(20, 4, 40, 3)),
                Arguments.of("hardly visible", Drawing.seven(280, 280, 40, 70, 200, 24, 0, 15)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sheets")
    void shouldFindTheSameSevenOnEverySheet(String where, Drawing sheet) {
        assertThat(offBy(find(sheet.grey()))).isLessThan(0.1);
    }

    @Test
    void shouldFindColouredInk() {
        Drawing sheet = Drawing.seven(400, 400, 90, 110, 200, 24, 255, 40);

        Image yellow = find(sheet.colour(v -> 255, v -> 225 + 30 * v / 255, v -> v));
        Image red = find(sheet.colour(v -> 200, v -> v, v -> v));

        assertThat(offBy(yellow)).isLessThan(0.05);
        assertThat(offBy(red)).isLessThan(0.05);
    }

    @ParameterizedTest
    @CsvSource({"0", "255", "120"})
    void shouldTakeWhatIsTransparentForPaper(int ink) throws IOException {
        Image strokes = Drawing.seven(280, 280, 40, 70, 200, 24, 0, 255).grey();
        var picture = new BufferedImage(280, 280, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < strokes.pixels().length; i++) {
            int alpha = strokes.pixels()[i] & 0xff;
            picture.setRGB(i % 280, i / 280, alpha << 24 | ink << 16 | ink << 8 | ink);
        }

        assertThat(offBy(find(decoded(picture)))).isLessThan(0.05);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "255, 0", "180, 0", "240, 6", "128, 30", "20, 12"})
    void shouldRefuseASheetWithoutInk(int paper, int noise) {
        for (int side : new int[] {28, 100, 500}) {
            Drawing sheet = Drawing.seven(side, side, 0, 0, 20, 2, paper, paper);
            assertNoInk(sheet.noisyBy(noise, side).grey());
        }
    }

    @Test
    void shouldRefuseWhatIsNotWritten() {
        assertNoInk(Drawing.seven(300, 400, 0, 0, 20, 2, 240, 240).framed(12, 10).grey());
        assertNoInk(Drawing.seven(300, 400, 0, 0, 20, 2, 220, 220).unevenBy(80).grey());
        assertNoInk(Drawing.seven(400, 400, 0, 0, 20, 2, 250, 250).squared(40, 175).grey());
        assertNoInk(Drawing.seven(400, 400, 0, 0, 20, 2, 250, 250).speckled(20, 3, 40, 5).grey());
        assertNoInk(Drawing.seven(1, 1, 0, 0, 1, 1, 255, 255).grey());
    }

    @Test
    void shouldSayHowTheInkIsDrawn() {
        Image dark = Drawing.seven(280, 280, 40, 70, 200, 24, 0, 255).grey();
        Image light = Drawing.seven(280, 280, 40, 70, 200, 24, 255, 0).grey();

        assertThat(WritingFinder.find(dark, Optional.empty(), MNIST).drawn())
                .isEqualTo(Ink.LIGHT_ON_DARK);
        assertThat(WritingFinder.find(light, Optional.empty(), MNIST).drawn())
                .isEqualTo(Ink.DARK_ON_LIGHT);
    }

    @Test
    void shouldBoxAndCentreForInputsOfAnySize() {
        Image sheet = Drawing.seven(400, 400, 20, 10, 200, 24, 255, 0).grey();

        Image large =
                WritingFinder.find(sheet, Optional.empty(), new InputShape(56, 84, 3)).image();

        assertThat(large.shape()).isEqualTo(new InputShape(56, 84, 3));
        int[] rows = inkedRows(large);
        assertThat(rows[1] - rows[0]).as("20 of 28").isBetween(39, 41);
    }

    @Test
    void shouldLeaveAloneWhatIsBoxedAndCentredAlready() {
        assertThat(find(SEVEN)).isSameAs(SEVEN);
    }

    @Test
    void shouldRefuseScatteredPixelsOfEveryDensity() {
        for (int percent : new int[] {1, 5, 20, 50}) {
            for (int side : new int[] {20, 28, 64, 400}) {
                assertNoInk(scattered(percent, side));
            }
        }
    }

    @Test
    void shouldRefuseAShadowOnAnEmptySheet() {
        byte[] pixels = new byte[400 * 500];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / 500;
            double across = i % 500 + 0.3 * row - 250;
            pixels[i] = (byte) Math.round(150 + 40 + 40 * Math.max(-1, Math.min(1, -across / 30)));
        }
        assertNoInk(new Image(new InputShape(400, 500, 1), pixels));
    }

    @Test
    void shouldRefuseTheDarkerEndOfAnEmptySheet() {
        Random noise = new Random(1);
        byte[] pixels = new byte[1200 * 900];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(27 + 55.0 * (i % 900) / 900 + 6 * noise.nextGaussian());
        }
        assertNoInk(new Image(new InputShape(1200, 900, 1), pixels));
    }

    private static Image scattered(int percent, int side) {
        Random random = new Random(percent);
        byte[] pixels = new byte[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (random.nextInt(100) < percent ? 255 : 0);
        }
        return new Image(new InputShape(side, side, 1), pixels);
    }

    private static int[] inkedRows(Image image) {
        int row = image.shape().width() * image.shape().channels();
        int first = -1;
        int last = -1;
        for (int i = 0; i < image.pixels().length; i++) {
            if ((image.pixels()[i] & 0xff) > 64) {
                first = first < 0 ? i / row : first;
                last = i / row;
            }
        }
        return new int[] {first, last + 1};
    }

    private static void assertNoInk(Image sheet) {
        assertThatThrownBy(() -> find(sheet))
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining("no ink to be seen");
    }

    private static Image find(Image picture) {
        return WritingFinder.find(picture, Optional.empty(), MNIST).image();
    }

    private static Image decoded(BufferedImage picture) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return new ImageDecoder(ImageLimits.DEFAULT).decodeWriting(png.toByteArray());
    }

    /** How much of its ink another picture of the seven has elsewhere. */
    private static double offBy(Image image) {
        double off = 0;
        double ink = 0;
        for (int i = 0; i < image.pixels().length; i++) {
            off += Math.abs((image.pixels()[i] & 0xff) - (SEVEN.pixels()[i] & 0xff));
            ink += SEVEN.pixels()[i] & 0xff;
        }
        return off / ink / 2;
    }
}
