package io.afluente.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeTiffTest {
    private static final int WHITE_IS_ZERO = 0;
    private static final int BLACK_IS_ZERO = 1;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int CMYK = 5;

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void shouldReadGreyOfAnyDepth() {
        assertPixels(new Tiffs(4, 1, BLACK_IS_ZERO, 8).pixels(0, 1, 128, 255), 1, 0, 1, 128, 255);
        assertPixels(new Tiffs(3, 1, WHITE_IS_ZERO, 8).pixels(0, 1, 255), 1, 255, 254, 0);
        assertPixels(new Tiffs(2, 1, BLACK_IS_ZERO, 16).pixels(128, 0, 255, 255), 1, 128, 255);
        assertPixels(new Tiffs(4, 1, BLACK_IS_ZERO, 1).pixels(0b10100000), 1, 255, 0, 255, 0);
        assertPixels(new Tiffs(2, 1, WHITE_IS_ZERO, 1).pixels(0b10000000), 1, 0, 255);
        assertPixels(new Tiffs(2, 1, BLACK_IS_ZERO, 4).pixels(0x5a), 1, 85, 170);
    }

    @Test
    void shouldReadColoursOfAnyDepth() {
        assertPixels(new Tiffs(1, 1, RGB, 8, 8, 8).pixels(1, 2, 250), 3, 1, 2, 250);
        assertPixels(new Tiffs(1, 1, RGB, 16, 16, 16).pixels(1, 1, 2, 2, 255, 255), 3, 1, 2, 255);
        int[] map = new int[3 * 256];
        map[3] = 0xffff;
        map[256 + 3] = 0x8080;
        Tiffs palette = new Tiffs(1, 1, PALETTE, 8).entry(320, map).pixels(3);
        assertPixels(palette, 3, 255, 128, 0);
    }

    @Test
    void shouldReadInksAsJpegHasThem() {
        assertPixels(
                new Tiffs(2, 1, CMYK, 8, 8, 8, 8).pixels(255, 0, 0, 0, 0, 0, 0, 255),
                3,
                0,
                255,
                255,
                0,
                0,
                0);
    }

    @Test
    void shouldShowWhiteThroughTransparentPixels() {
        Tiffs plain = new Tiffs(2, 1, RGB, 8, 8, 8, 8).entry(338, 2);
        assertPixels(plain.pixels(9, 9, 9, 0, 1, 2, 3, 255), 3, 255, 255, 255, 1, 2, 3);
        Tiffs dimmed = new Tiffs(1, 1, RGB, 8, 8, 8, 8).entry(338, 1);
        assertPixels(dimmed.pixels(51, 51, 51, 51), 3, 255, 255, 255);
    }

    @Test
    void shouldTurnAPictureAsItsOrientationSays() {
        Image image =
                decoder.decode(new Tiffs(2, 1, BLACK_IS_ZERO, 8).entry(274, 6).pixels(7, 9).file());
        assertThat(image).isEqualTo(new Image(new InputShape(2, 1, 1), new byte[] {7, 9}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "Deflate", "ZLib", "PackBits"})
    void shouldUnpack(String method) throws IOException {
        Image image = decoder.decode(packed(method, picture()));
        assertThat(image.shape()).isEqualTo(new InputShape(20, 30, 3));
        assertThat(image.pixels()[3 * (5 * 30 + 7)] & 0xff).isEqualTo(70);
    }

    @Test
    void shouldReadTheFirstPageAlone() throws IOException {
        BufferedImage other = new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY);
        assertThat(decoder.decode(packed("LZW", picture(), other)).shape())
                .isEqualTo(new InputShape(20, 30, 3));
    }

    @Test
    void shouldRefuseWhatIsNotRead() {
        assertRefused(
                new Tiffs(1, 1, RGB, 8, 8, 8).entry(259, 7).pixels(1, 2, 3),
                "picture: TIFF packed by method 7;"
                        + " none, fax, LZW, deflate and PackBits are read");
        assertRefused(
                new Tiffs(1, 1, 8, 8, 8, 8).pixels(1, 2, 3),
                "picture: TIFF with colours of kind 8; grey, palette, RGB and CMYK are read");
        String samples =
                "picture: TIFF must have whole samples without sign, of 1 to 16 bits, all alike";
        assertRefused(new Tiffs(1, 1, BLACK_IS_ZERO, 32).pixels(1, 2, 3, 4), samples);
        assertRefused(new Tiffs(1, 1, RGB, 8, 8, 16).pixels(1, 2, 3, 4), samples);
        assertRefused(new Tiffs(1, 1, BLACK_IS_ZERO, 16).entry(339, 3).pixels(1, 2), samples);
        assertRefused(
                new Tiffs(1, 1, RGB, 8, 8, 8, 8, 8).pixels(1, 2, 3, 4, 5),
                "picture: TIFF with 5 samples a pixel, 1 to 4 are read");
    }

    @ParameterizedTest
    @CsvSource({
        "70000, 1, 1, '70,000x1 pixels, allowed are 16,384 a side'",
        "16384, 16384, 16, '16,384x16,384 pixels of 2 bytes, allowed are 268,435,456 bytes unpacked'",
        "-1, -1, 8, '4,294,967,295x4,294,967,295 pixels, allowed are 16,384 a side'",
    })
    void shouldCheckTheSizeBeforeAnyPixel(int width, int height, int bits, String reason) {
        assertRefused(
                new Tiffs(width, height, BLACK_IS_ZERO, bits).pixels(1), "picture: " + reason);
    }

    /** The picture is of one pixel, what must be unpacked for it is not. */
    @Test
    void shouldRefuseATileThatIsTooLarge() {
        assertRefused(
                new Tiffs(1, 1, BLACK_IS_ZERO, 16).entry(322, 16384).entry(323, 16384).pixels(1, 2),
                "picture: 16,384x16,384 pixels of 2 bytes,"
                        + " allowed are 268,435,456 bytes unpacked");
    }

    @Test
    void shouldRefuseValuesOutOfTheFile() {
        byte[] file = new Tiffs(1, 1, PALETTE, 8).entry(320, new int[768]).pixels(0).file();
        for (int length = 4; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> decoder.decode(cut))
                    .isInstanceOf(BadImageException.class)
                    .hasMessageMatching("picture: (TIFF is cut short|damaged TIFF).*");
        }
    }

    private static BufferedImage picture() {
        BufferedImage picture = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 600; i++) {
            picture.setRGB(i % 30, i / 30, (i % 30 * 10) << 16 | i / 30);
        }
        return picture;
    }

    private static byte[] packed(String method, BufferedImage... pages) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionType(method);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
                writer.writeToSequence(new IIOImage(page, null, null), how);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    private void assertPixels(Tiffs tiff, int channels, int... expected) {
        Image image = decoder.decode(tiff.file());
        int[] pixels = new int[image.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = image.pixels()[i] & 0xff;
        }
        assertThat(image.shape().channels()).isEqualTo(channels);
        assertThat(pixels).containsExactly(expected);
    }

    private void assertRefused(Tiffs tiff, String reason) {
        byte[] file = tiff.file();
        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(BadImageException.class)
                .hasMessage(reason);
    }
}
