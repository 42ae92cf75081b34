package io.afluente.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files, written by WebP's own encoder, pixel by pixel. */
class DecodeWebpTest {
    private static final String TOO_MANY_CODES =
            "picture: damaged WebP: more codes than its pixels can need";

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void shouldReadColours() {
        IntBinaryOperator pixel = (x, y) -> (x * 5) << 16 | (y * 6) << 8 | ((x * y) & 255);
        assertPixels("colours", 48, 40, pixel);
        assertPixels("noise", 24, 20, (x, y) -> (x * 7919 + y * 104729) * 2654435);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16, 100})
    void shouldReadPalettes(int colours) {
        int factor = colours == 100 ? 1 : 16;
        assertPixels(
                "palette-" + colours,
                35,
                21,
                (x, y) -> (((x / 3) ^ (y / 2)) * 31 % colours) * 0x020301 * factor);
    }

    @Test
    void shouldShowWhiteThroughTransparentPixels() {
        assertPixels(
                "alpha",
                20,
                16,
                (x, y) ->
                        onWhite(x * 12, x * 13) << 16
                                | onWhite(y * 15, x * 13) << 8
                                | onWhite(60, x * 13));
    }

    @Test
    void shouldShowTheFirstFrameOnItsCanvas() {
        assertPixels("animated", 14, 8, (x, y) -> x < 4 || y < 2 ? 0xffffff : frame(x - 4, y - 2));
    }

    @Test
    void shouldTurnAPictureAsTheCameraWasHeld() {
        assertPixels("turned", 6, 10, (x, y) -> frame(y, 5 - x));
    }

    @Test
    void shouldRefuseLossyPictures() {
        assertRefused(
                TestPictures.webp("lossy"),
                "picture: lossy WebP is not read; send it as JPEG, PNG or lossless WebP");
    }

    @Test
    void shouldRefuseEveryFileThatIsCutShort() {
        byte[] file = TestPictures.webp("noise");
        for (int length = 12; length < file.length; length++) {
            assertRefused(
                    Arrays.copyOf(file, length),
                    "picture: WebP is cut short after " + length + " bytes");
        }
    }

    @Test
    void shouldRefusePixelsThatEndEarly() {
        byte[] pixels = chunkOf(TestPictures.webp("noise"));
        for (int length = 6; length < pixels.length - 2; length += 2) {
            int cut = length;
            assertThatThrownBy(() -> decoder.decode(riff(Arrays.copyOf(pixels, cut))))
                    .isInstanceOf(BadImageException.class)
                    .hasMessageStartingWith("picture: damaged WebP: ");
        }
    }

    /** Each would be a picture of its own, in memory until the end. */
    @Test
    void shouldRefuseATransformThatComesTwice() {
        byte[] pixels = new byte[200];
        ByteBuffer.wrap(pixels)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x2f)
                .putInt(63 | 63 << 14)
                // "another transform" and "green was subtracted", again and again
                .put((byte) 0b101101);
        assertRefused(riff(pixels), "picture: damaged WebP: a transform that comes twice");
    }

    @Test
    void shouldCheckTheSizeBeforeAnyPixel() {
        byte[] pixels = new byte[20];
        ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x2f).putInt(0xfffffff);
        assertRefused(
                riff(pixels),
                "picture: 16,384x16,384 pixels of 8 bytes, allowed are 268,435,456 bytes unpacked");
    }

    @Test
    void shouldRefuseFramesWithinFramesAsDeepAsAFileCanBe() {
        int frames = 100_000;
        ByteBuffer file = ByteBuffer.allocate(12 + 24 * frames).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(file.capacity() - 8).put(ascii("WEBP"));
        while (file.hasRemaining()) {
            int inside = file.remaining() - 8;
            file.put(ascii("ANMF")).putInt(inside).put(new byte[16]);
        }

        assertRefused(file.array(), "picture: WebP without a picture in it");
    }

    /** 65,536 groups of codes for four pixels. */
    @Test
    void shouldRefuseMoreCodesThanBlocks() {
        Bits bits = picture(2, 2).groups(255, 255);

        assertRefused(riff(bits.bytes()), TOO_MANY_CODES);
    }

    /** A code of 256 symbols takes five bytes of a file, and a hundred times that in memory. */
    @Test
    void shouldRefuseCodesThatAreLargerThanThePicture() {
        Bits bits = picture(128, 128).groups(0, 255);
        for (int group = 0; group < 60; group++) {
            bits.oneSymbol(0).allBytes().allBytes().allBytes().oneSymbol(0);
        }

        assertRefused(riff(bits.bytes()), TOO_MANY_CODES);
    }

    private static Bits picture(int width, int height) {
        return new Bits().add(0x2f, 8).add(width - 1, 14).add(height - 1, 14).add(0, 4).add(0, 2);
    }

    /** The bits of lossless pixels, the lowest of each number first. */
    private static final class Bits {
        private final BitSet bits = new BitSet();
        private int count;

        Bits add(int number, int length) {
            for (int i = 0; i < length; i++) {
                bits.set(count++, (number >> i & 1) == 1);
            }
            return this;
        }

        /** Says that each block of 4x4 pixels is of the group of codes with this number. */
        Bits groups(int high, int low) {
            add(1, 1).add(0, 3).add(0, 1);
            return oneSymbol(low).oneSymbol(high).oneSymbol(0).oneSymbol(0).oneSymbol(0);
        }

        /** A code of one symbol, which then takes no bits. */
        Bits oneSymbol(int symbol) {
            return add(1, 1).add(0, 1).add(1, 1).add(symbol, 8);
        }

        /** A code in which every byte is 8 bits long. */
        Bits allBytes() {
            return add(0, 1).add(12 - 4, 4).add(0, 11 * 3).add(1, 3).add(0, 1);
        }

        byte[] bytes() {
            return Arrays.copyOf(bits.toByteArray(), count / 8 + 1);
        }
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static int frame(int x, int y) {
        return (x * 20) << 16 | (y * 40) << 8 | 30;
    }

    private static int onWhite(int value, int alpha) {
        return (value * alpha + 255 * (255 - alpha) + 127) / 255;
    }

    private void assertPixels(String name, int width, int height, IntBinaryOperator pixel) {
        Image image = decoder.decode(TestPictures.webp(name));
        assertThat(image.shape()).isEqualTo(new InputShape(height, width, 3));
        for (int i = 0; i < width * height; i++) {
            int at = 3 * i;
            byte[] expected =
                    ByteBuffer.allocate(4).putInt(pixel.applyAsInt(i % width, i / width)).array();
            assertThat(Arrays.copyOfRange(image.pixels(), at, at + 3))
                    .as("%s: pixel %d", name, i)
                    .isEqualTo(Arrays.copyOfRange(expected, 1, 4));
        }
    }

    private void assertRefused(byte[] file, String reason) {
        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(BadImageException.class)
                .hasMessage(reason);
    }

    private static byte[] chunkOf(byte[] file) {
        return Arrays.copyOfRange(file, 20, file.length);
    }

    private static byte[] riff(byte[] pixels) {
        return ByteBuffer.allocate(20 + pixels.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(12 + pixels.length)
                .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
                .putInt(pixels.length)
                .put(pixels)
                .array();
    }
}
