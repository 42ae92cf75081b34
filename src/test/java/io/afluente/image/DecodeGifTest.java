package io.afluente.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeGifTest {
    /** Four colours: black, red, yellow, white. */
    private static final String COLOURS = "81" + "0000" + "000000ff0000ffff00ffffff";

    /** Two pixels of the indices 1 and 2, packed. */
    private static final String PIXELS = "02" + "02" + "8c0a" + "00";

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void shouldReadAPicture() {
        assertPixels(gif("0200", "0100", frame("0000", "0000")), 1, 2, 255, 0, 0, 255, 255, 0);
    }

    @Test
    void shouldShowTheFirstFrameOnItsCanvas() {
        byte[] file = gif("0400", "0200", frame("0200", "0100"), frame("0000", "0000"));
        Image image = decoder.decode(file);
        assertThat(image.shape()).isEqualTo(new InputShape(2, 4, 3));
        assertThat(Arrays.copyOf(image.pixels(), 18)).containsOnly((byte) 255);
        assertThat(Arrays.copyOfRange(image.pixels(), 18, 24))
                .containsExactly(255, 0, 0, 255, 255, 0);
    }

    @Test
    void shouldShowWhiteThroughTheTransparentIndex() {
        byte[] file = gif("0200", "0100", "21f904" + "01000001" + "00", frame("0000", "0000"));
        assertPixels(file, 1, 2, 255, 255, 255, 255, 255, 0);
    }

    @Test
    void shouldPassOverTextsAndComments() {
        byte[] file = gif("0200", "0100", "21fe02686900", "2101020c0c00", frame("0000", "0000"));
        assertPixels(file, 1, 2, 255, 0, 0, 255, 255, 0);
    }

    @Test
    void shouldRefuseEveryFileThatIsCutShort() {
        byte[] file = gif("0200", "0100", frame("0000", "0000"));
        for (int length = 6; length < file.length - 1; length++) {
            assertRefused(
                    Arrays.copyOf(file, length),
                    "picture: GIF is cut short after " + length + " bytes");
        }
    }

    @Test
    void shouldRefuseAFileWithoutAPicture() {
        assertRefused(gif("0200", "0100"), "picture: GIF without a picture in it");
    }

    @Test
    void shouldRefusePixelsThatEndEarly() {
        byte[] file = gif("0900", "0900", "2c" + "00000000" + "09000900" + "00" + PIXELS);
        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith("picture: damaged");
    }

    @ParameterizedTest
    @CsvSource({"ffff, 0100", "0100, ffff"})
    void shouldCheckTheCanvasBeforeAnyPixel(String width, String height) {
        byte[] file = gif(width, height, frame("0000", "0000"));
        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining("pixels, allowed are 16,384 a side");
    }

    @Test
    void shouldCheckAFrameThatIsLargerThanItsCanvas() {
        byte[] file = gif("0100", "0100", "2c" + "00000000" + "ffffffff" + "00" + PIXELS);
        assertRefused(file, "picture: 65,535x65,535 pixels, allowed are 16,384 a side");
    }

    /** A frame in a corner of a large canvas, read with gaps. */
    @Test
    void shouldReadALargeCanvasWithGaps() {
        byte[] file = gif("0030", "0030", frame("ff2f", "ff2f"));
        Image image = decoder.decode(file, PictureForm.of(new InputShape(16, 16, 1)));
        assertThat(image.shape()).isEqualTo(new InputShape(16, 16, 1));
        assertThat(image.pixels()).contains((byte) 255);
    }

    private static String frame(String left, String top) {
        return "2c" + left + top + "0200" + "0100" + "00" + PIXELS;
    }

    private static byte[] gif(String width, String height, String... blocks) {
        String head = "474946383961" + width + height + COLOURS;
        return HexFormat.of().parseHex(head + String.join("", blocks) + "3b");
    }

    private void assertPixels(byte[] file, int height, int width, int... expected) {
        Image image = decoder.decode(file);
        assertThat(image.shape()).isEqualTo(new InputShape(height, width, 3));
        for (int i = 0; i < expected.length; i++) {
            assertThat(image.pixels()[i] & 0xff).as("%d", i).isEqualTo(expected[i]);
        }
    }

    private void assertRefused(byte[] file, String reason) {
        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(BadImageException.class)
                .hasMessage(reason);
    }
}
