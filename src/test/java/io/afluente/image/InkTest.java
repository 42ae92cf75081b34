package io.afluente.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InkTest {
    @ParameterizedTest
    @CsvSource({"255, 0, true", "200, 150, true", "0, 255, false", "30, 90, false"})
    void shouldTellPaperFromInk(int paper, int ink, boolean darkOnLight) {
        for (int channels : new int[] {1, 3}) {
            Image drawing = stroke(channels, paper, ink);
            assertThat(Ink.isDarkOnLight(drawing)).isEqualTo(darkOnLight);
        }
    }

    @Test
    void shouldTurnDarkOnLightIntoItsNegative() {
        assertThat(Ink.lightOnDark(stroke(1, 255, 10))).isEqualTo(stroke(1, 0, 245));
        assertThat(Ink.lightOnDark(stroke(3, 200, 100))).isEqualTo(stroke(3, 55, 155));
    }

    @Test
    void shouldLeaveLightOnDarkAlone() {
        Image drawing = stroke(1, 0, 255);
        assertThat(Ink.lightOnDark(drawing)).isSameAs(drawing);
    }

    @Test
    void shouldLeaveABlankPictureAlone() {
        Image blank = stroke(1, 255, 255);
        assertThat(Ink.lightOnDark(blank)).isSameAs(blank);
    }

    @Test
    void shouldStandAStrokeThatTouchesTheBorder() {
        Image drawing = stroke(1, 255, 0);
        for (int y = 0; y < 10; y++) {
            drawing.pixels()[y * 10 + 4] = 0;
            drawing.pixels()[y * 10 + 5] = 0;
        }
        assertThat(Ink.isDarkOnLight(drawing)).isTrue();
    }

    /** Ten by ten, with a block of ink in the middle. */
    private static Image stroke(int channels, int paper, int ink) {
        byte[] pixels = new byte[100 * channels];
        Arrays.fill(pixels, (byte) paper);
        for (int y = 2; y < 8; y++) {
            int row = y * 10;
            Arrays.fill(pixels, (row + 4) * channels, (row + 6) * channels, (byte) ink);
        }
        return new Image(new InputShape(10, 10, channels), pixels);
    }
}
