package io.afluente.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodePngTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void shouldTakeGreyAsItIs() {
        assertPixels(Pngs.row(4, 8, Pngs.GREY, 0, 1, 128, 255), 1, 0, 1, 128, 255);
    }

    @ParameterizedTest
    @CsvSource({"1, 8, 64, 0, 255", "2, 4, 108, 85, 170", "4, 2, 90, 85, 170"})
    void shouldSpreadGreyOfFewBits(int bits, int width, int row, int first, int second) {
        Image image = decoder.decode(Pngs.row(width, bits, Pngs.GREY, row));
        assertThat(image.shape()).isEqualTo(new InputShape(1, width, 1));
        assertThat(image.pixels()[0] & 0xff).isEqualTo(first);
        assertThat(image.pixels()[1] & 0xff).isEqualTo(second);
    }

    @Test
    void shouldRoundSixteenBitsToEight() {
        byte[] grey = Pngs.row(4, 16, Pngs.GREY, 0, 127, 0, 129, 128, 0, 255, 255);
        assertPixels(grey, 1, 0, 1, 128, 255);
        byte[] colour = Pngs.row(1, 16, Pngs.COLOUR, 1, 1, 2, 2, 255, 255);
        assertPixels(colour, 3, 1, 2, 255);
    }

    @Test
    void shouldTakeColourAsItIs() {
        assertPixels(Pngs.row(2, 8, Pngs.COLOUR, 1, 2, 3, 255, 0, 9), 3, 1, 2, 3, 255, 0, 9);
    }

    @Test
    void shouldShowWhiteThroughTransparentPixels() {
        assertPixels(Pngs.row(3, 8, Pngs.GREY_ALPHA, 0, 0, 0, 255, 0, 128), 1, 255, 0, 127);
        assertPixels(
                Pngs.row(2, 8, Pngs.COLOUR_ALPHA, 10, 20, 30, 255, 10, 20, 30, 0),
                3,
                10,
                20,
                30,
                255,
                255,
                255);
        assertPixels(
                Pngs.row(1, 16, Pngs.COLOUR_ALPHA, 0, 0, 255, 255, 0, 0, 128, 0), 3, 127, 255, 127);
    }

    @Test
    void shouldShowWhiteThroughTheTransparentColour() {
        byte[] grey = new Pngs().header(2, 1, 8, Pngs.GREY).chunk("tRNS", 0, 7).rows(2, 7, 8).end();
        assertPixels(grey, 1, 255, 8);
        byte[] colour =
                new Pngs()
                        .header(2, 1, 8, Pngs.COLOUR)
                        .chunk("tRNS", 0, 1, 0, 2, 0, 3)
                        .rows(6, 1, 2, 3, 3, 2, 1)
                        .end();
        assertPixels(colour, 3, 255, 255, 255, 3, 2, 1);
    }

    /** ImageIO's reader leaves those opaque that are neither black nor white. */
    @ParameterizedTest
    @CsvSource({"1, 1, 170", "2, 0, 27", "2, 1, 27", "2, 2, 27", "2, 3, 27", "4, 7, 112"})
    void shouldShowWhiteThroughTransparentGreyOfFewBits(int bits, int grey, int row) {
        int width = 8 / bits;
        Image image =
                decoder.decode(
                        new Pngs()
                                .header(width, 1, bits, Pngs.GREY)
                                .chunk("tRNS", 0, grey)
                                .rows(1, row)
                                .end());
        for (int x = 0; x < width; x++) {
            int sample = row >> (8 - bits * (x + 1)) & ((1 << bits) - 1);
            int shown = sample == grey ? 255 : sample * 255 / ((1 << bits) - 1);
            assertThat(image.pixels()[x] & 0xff).as("pixel " + x).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 10, 20", "3, 1, 20, 10", "6, 2, 10, 20", "8, 2, 20, 10"})
    void shouldTurnThePictureUpright(int orientation, int height, int first, int last) {
        int[] exif = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation};
        Image image =
                decoder.decode(
                        new Pngs()
                                .header(2, 1, 8, Pngs.GREY)
                                .chunk("eXIf", java.util.Arrays.copyOf(exif, 22))
                                .rows(2, 10, 20)
                                .end());

        assertThat(image.shape()).isEqualTo(new InputShape(height, 3 - height, 1));
        assertThat(image.pixels()).containsExactly(first, last);
    }

    @Test
    void shouldIgnoreNotesThatCanNotBeRead() {
        byte[] file =
                new Pngs().header(1, 1, 8, Pngs.GREY).chunk("eXIf", 'M', 'M', 0).rows(1, 9).end();
        assertPixels(file, 1, 9);
    }

    @Test
    void shouldLookUpThePalette() {
        byte[] file =
                new Pngs()
                        .header(3, 1, 8, Pngs.PALETTE)
                        .chunk("PLTE", 1, 2, 3, 4, 5, 6, 7, 8, 9)
                        .chunk("tRNS", 255, 0)
                        .rows(3, 2, 1, 0)
                        .end();
        assertPixels(file, 3, 7, 8, 9, 255, 255, 255, 1, 2, 3);
    }

    @Test
    void shouldSeeThatAPaletteIsGrey() {
        byte[] file =
                new Pngs()
                        .header(8, 1, 1, Pngs.PALETTE)
                        .chunk("PLTE", 9, 9, 9, 200, 200, 200)
                        .rows(1, 0b01000001)
                        .end();
        assertPixels(file, 1, 9, 200, 9, 9, 9, 9, 9, 200);
    }

    @Test
    void shouldIgnoreGamma() {
        byte[] file =
                new Pngs().header(1, 1, 8, Pngs.GREY).chunk("gAMA", 0, 0, 0, 1).rows(1, 9).end();
        assertPixels(file, 1, 9);
    }

    /** ImageIO would refuse these files, for the sake of a date and a text. */
    @ParameterizedTest
    @ValueSource(strings = {"tIME", "tEXt", "sBIT", "prVt"})
    void shouldIgnoreDamageToWhatIsNoPixel(String chunk) {
        byte[] file =
                new Pngs()
                        .header(1, 1, 8, Pngs.PALETTE)
                        .chunk(chunk, 1)
                        .chunk("PLTE", 1, 1, 1)
                        .rows(1, 0)
                        .end();
        assertPixels(file, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY
            })
    void shouldReadInterlacedFilesLikeOthers(int type) throws IOException {
        BufferedImage noise = noise(37, 23, type);
        Image plain = decoder.decode(write(noise, false));
        assertThat(plain.shape().height()).isEqualTo(23);
        assertThat(decoder.decode(write(noise, true))).isEqualTo(plain);
    }

    @Test
    void shouldReadBackWhatTheEncoderWrites() {
        for (int channels : new int[] {1, 3}) {
            Image image = Examples.noise(new InputShape(19, 31, channels), new Random(channels));
            assertThat(decoder.decode(PngEncoder.encode(image))).isEqualTo(image);
        }
    }

    private void assertPixels(byte[] file, int channels, int... expected) {
        Image image = decoder.decode(file);
        assertThat(image.shape().channels()).isEqualTo(channels);
        int[] pixels = new int[image.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = image.pixels()[i] & 0xff;
        }
        assertThat(pixels).containsExactly(expected);
    }

    private static BufferedImage noise(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static byte[] write(BufferedImage image, boolean interlaced) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(
                interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
