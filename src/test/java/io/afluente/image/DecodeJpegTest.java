package io.afluente.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG loses a little, so that expectations are within two of 255. */
class DecodeJpegTest {
    private static final Random RANDOM = new Random(3);

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void shouldTakeGreyAsItIs() {
        assertColour(Jpegs.plain(77), 77);
    }

    @Test
    void shouldConvertAnOrdinaryPicture() {
        assertColour(Jpegs.ofImage(filled(new Color(200, 100, 50))), 200, 100, 50);
        assertColour(Jpegs.ofImage(filled(Color.RED)), 255, 0, 0);
        assertColour(Jpegs.ofImage(filled(Color.BLUE)), 0, 0, 255);
    }

    @Test
    void shouldReadAProgressivePicture() {
        assertColour(Jpegs.progressive(filled(new Color(200, 100, 50))), 200, 100, 50);
    }

    @Test
    void shouldLeaveRedGreenBlueThatAdobeCallsUntransformed() {
        assertColour(Jpegs.withAdobe(Jpegs.plain(200, 100, 50), 0), 200, 100, 50);
    }

    @Test
    void shouldTakeUnnamedColoursForTransformedOnes() {
        assertColour(Jpegs.plain(128, 128, 255), 255, 37, 128);
        assertColour(Jpegs.withAdobe(Jpegs.plain(128, 128, 255), 1), 255, 37, 128);
    }

    @Test
    void shouldPrintPlainInks() {
        assertColour(Jpegs.plain(0, 0, 0, 0), 255, 255, 255);
        assertColour(Jpegs.plain(255, 0, 0, 0), 0, 255, 255);
        assertColour(Jpegs.plain(0, 0, 0, 255), 0, 0, 0);
        assertColour(Jpegs.plain(0, 128, 0, 128), 127, 63, 127);
    }

    @Test
    void shouldPrintInksThatAdobeStoresInverted() {
        assertColour(Jpegs.withAdobe(Jpegs.plain(255, 255, 255, 255), 0), 255, 255, 255);
        assertColour(Jpegs.withAdobe(Jpegs.plain(0, 255, 255, 255), 0), 0, 255, 255);
        assertColour(Jpegs.withAdobe(Jpegs.plain(255, 255, 255, 0), 0), 0, 0, 0);
    }

    @Test
    void shouldPrintInvertedInksThatAdobeTransformed() {
        // luma 255 of the complement: no light is left of any colour
        assertColour(Jpegs.withAdobe(Jpegs.plain(255, 128, 128, 255), 2), 0, 0, 0);
        assertColour(Jpegs.withAdobe(Jpegs.plain(0, 128, 128, 255), 2), 255, 255, 255);
        assertColour(Jpegs.withAdobe(Jpegs.plain(0, 128, 128, 128), 2), 128, 128, 128);
        // the complement is red, (76, 85, 255): the picture is cyan
        assertColour(Jpegs.withAdobe(Jpegs.plain(76, 85, 255, 255), 2), 0, 255, 255);
    }

    /** The stored picture is 32 wide, 16 high, and bright in its top left corner. */
    @ParameterizedTest
    @CsvSource({
        "1, 16, 32, top left",
        "2, 16, 32, top right",
        "3, 16, 32, bottom right",
        "4, 16, 32, bottom left",
        "5, 32, 16, top left",
        "6, 32, 16, top right",
        "7, 32, 16, bottom right",
        "8, 32, 16, bottom left",
    })
    void shouldTurnThePictureUpright(int orientation, int height, int width, String corner) {
        BufferedImage stored = new BufferedImage(32, 16, BufferedImage.TYPE_BYTE_GRAY);
        stored.getRaster().setSamples(0, 0, 8, 8, 0, filledWith(255, 64));
        byte[] plain = Jpegs.ofImage(stored);
        for (boolean littleEndian : new boolean[] {false, true}) {
            Image image = decoder.decode(Jpegs.withOrientation(plain, orientation, littleEndian));
            assertThat(image.shape()).isEqualTo(new InputShape(height, width, 1));
            assertThat(brightCorner(image)).isEqualTo(corner);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 255})
    void shouldIgnoreAnOrientationThatIsNone(int orientation) {
        byte[] file = Jpegs.withOrientation(Jpegs.plain(77), orientation, false);
        assertColour(file, 77);
    }

    @Test
    void shouldIgnoreNotesThatCanNotBeRead() {
        byte[] plain = Jpegs.plain(77);
        for (int length = 0; length < 30; length++) {
            byte[] tiff = Arrays.copyOf(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, -1, -1}, length);
            assertColour(Jpegs.with(plain, 0xe1, Jpegs.exif(tiff)), 77);
            RANDOM.nextBytes(tiff);
            assertColour(Jpegs.with(plain, 0xe1, Jpegs.exif(tiff)), 77);
            assertColour(Jpegs.with(plain, 0xe1, tiff), 77);
        }
    }

    @Test
    void shouldIgnoreWhatFollowsThePicture() {
        byte[] plain = Jpegs.plain(77);
        assertColour(Arrays.copyOf(plain, plain.length + 100), 77);
    }

    @Test
    void shouldReadAFileWithoutItsLastMarker() {
        for (byte[] file :
                new byte[][] {
                    Jpegs.plain(77), Jpegs.ofImage(filled(Color.RED)), Jpegs.plain(1, 2, 3, 4)
                }) {
            Image whole = decoder.decode(file);
            assertThat(decoder.decode(Arrays.copyOf(file, file.length - 1))).isEqualTo(whole);
            assertThat(decoder.decode(Arrays.copyOf(file, file.length - 2))).isEqualTo(whole);
        }
    }

    @Test
    void shouldPassOverStrayBytesBetweenSegments() {
        byte[] plain = Jpegs.plain(77);
        for (byte[] stray : new byte[][] {{0, 0}, {1, (byte) 0xff, 0}, {-1, -1, (byte) 0xd0, 9}}) {
            byte[] other = Jpegs.with(plain, 0xe5, new byte[] {1, 2, 3});
            // behind the segment that was added
            byte[] file = new byte[other.length + stray.length];
            System.arraycopy(other, 0, file, 0, 9);
            System.arraycopy(stray, 0, file, 9, stray.length);
            System.arraycopy(other, 9, file, 9 + stray.length, other.length - 9);
            assertColour(file, 77);
        }
    }

    @Test
    void shouldIgnoreABrokenColourProfile() {
        byte[] name = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1);
        byte[] profile = Arrays.copyOf(name, 500);
        assertColour(Jpegs.with(Jpegs.plain(77), 0xe2, profile), 77);
    }

    private void assertColour(byte[] file, int... expected) {
        Image image = decoder.decode(file);
        assertThat(image.shape()).isEqualTo(new InputShape(16, 16, expected.length));
        for (int i = 0; i < image.pixels().length; i++) {
            assertThat(image.pixels()[i] & 0xff)
                    .isCloseTo(expected[i % expected.length], within(2));
        }
    }

    private static String brightCorner(Image image) {
        int height = image.shape().height();
        int width = image.shape().width();
        StringBuilder corners = new StringBuilder();
        for (int y : new int[] {0, height - 1}) {
            for (int x : new int[] {0, width - 1}) {
                if ((image.pixels()[y * width + x] & 0xff) > 127) {
                    corners.append(y == 0 ? "top " : "bottom ").append(x == 0 ? "left" : "right");
                }
            }
        }
        return corners.toString();
    }

    private static BufferedImage filled(Color colour) {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, 16, 16);
        graphics.dispose();
        return image;
    }

    private static int[] filledWith(int value, int count) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }
}
