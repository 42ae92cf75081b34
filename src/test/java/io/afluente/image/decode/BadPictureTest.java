package io.afluente.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImageException;
import io.afluente.image.InputShape;
import io.afluente.image.Jpegs;
import io.afluente.image.PictureForm;
import io.afluente.image.Pngs;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every picture that can't be used is refused, and the reason says what is the matter. */
class BadPictureTest {
    private static final int[] FOUR = {1, 2, 3, 4};

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void shouldRefuseAnEmptyFile() {
        assertRefused(new byte[0], "picture: the file is empty");
    }

    @Test
    void shouldRefuseText() {
        assertRefused(
                "seven\nof nine".getBytes(StandardCharsets.UTF_8),
                "picture: only PNG, JPEG, WebP, GIF, BMP and TIFF are accepted,"
                        + " this is text that begins \"seven of nin\"");
    }

    @ParameterizedTest
    @CsvSource({
        "49492b0008000000, BigTIFF",
        "0000001866747970686569630000, HEIC",
        "0000001c66747970617669660000, AVIF",
        "0000000c6a5020200d0a870a, JPEG 2000",
        "0000000c4a584c200d0a870a, JPEG XL",
        "000001000100, an icon file",
        "38425053, Photoshop",
        "255044462d, PDF",
        "504b0304, a ZIP archive",
        "1f8b08, gzip",
        "00ff00ff, none of them: it begins with the bytes 00ff00ff",
        "ffd8, none of them: it begins with the bytes ffd8",
    })
    void shouldCallOtherFormatsByTheirNames(String hex, String name) {
        assertRefused(
                HexFormat.of().parseHex(hex),
                "picture: only PNG, JPEG, WebP, GIF, BMP and TIFF are accepted, this is " + name);
    }

    @Test
    void shouldRefuseEveryPngThatIsCutShort() {
        byte[] file = new Pngs().header(2, 2, 8, Pngs.GREY).rows(2, FOUR).end();
        for (int length = 8; length < file.length; length++) {
            assertRefused(
                    Arrays.copyOf(file, length),
                    "picture: PNG is cut short after " + length + " bytes");
        }
    }

    @Test
    void shouldRefuseAPngWhosePixelsEndEarly() {
        byte[] pixels = Pngs.deflated(new byte[5000]);
        byte[] half = Arrays.copyOf(pixels, pixels.length / 2);
        assertDamaged(new Pngs().header(70, 70, 8, Pngs.GREY).chunk("IDAT", half).end());
        byte[] few = Pngs.deflated(new byte[100]);
        assertDamaged(new Pngs().header(70, 70, 8, Pngs.GREY).chunk("IDAT", few).end());
        assertDamaged(new Pngs().header(70, 70, 8, Pngs.GREY).chunk("IDAT", new byte[0]).end());
        assertDamaged(new Pngs().header(70, 70, 8, Pngs.GREY).end());
    }

    @Test
    void shouldRefuseAPngWithAFlippedBit() {
        byte[] file = new Pngs().header(2, 2, 8, Pngs.GREY).rows(2, FOUR).end();
        file[45] ^= 1;
        assertRefused(file, "picture: damaged PNG: wrong checksum of chunk IDAT at byte 33");
    }

    @Test
    void shouldRefuseAPngWithChunksOutOfOrder() {
        String reason = "picture: damaged PNG: the chunk IHDR must come first, and once";
        assertRefused(new Pngs().rows(2, FOUR).header(2, 2, 8, Pngs.GREY).end(), reason);
        byte[] two = new Pngs().header(2, 2, 8, 0).header(9, 9, 8, 0).rows(2, FOUR).end();
        assertRefused(two, reason);
    }

    @Test
    void shouldRefuseAPngThatNeedsMoreThanIsKnown() {
        byte[] file = new Pngs().header(2, 2, 8, 0).chunk("NEED", 0).rows(2, FOUR).end();
        assertRefused(file, "picture: PNG with a chunk that can't be read at byte 33");
    }

    @Test
    void shouldCallApplesOwnPngByItsName() {
        byte[] file = new Pngs().chunk("CgBI", 80, 0, 32, 2).header(2, 2, 8, 0).end();
        assertRefused(
                file,
                "picture: PNG in Apple's own form (CgBI), which nothing else reads;"
                        + " save it as a plain PNG");
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "8, 1", "0, 0", "16, 3", "32, 2", "8, 99"})
    void shouldRefuseAPngOfAnUnknownKind(int bits, int type) {
        assertDamaged(new Pngs().header(2, 2, bits, type).rows(2, FOUR).end());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "1, -1", "0, 0"})
    void shouldRefuseAPngWithoutPixels(int width, int height) {
        assertDamaged(new Pngs().header(width, height, 8, Pngs.GREY).rows(2, FOUR).end());
    }

    @Test
    void shouldEndReasonsWithoutPunctuation() {
        assertThatThrownBy(() -> decoder.decode(new Pngs().header(0, 1, 8, 0).end()))
                .hasMessageMatching("picture: damaged PNG: .*[a-z]");
    }

    @Test
    void shouldRefuseAPaletteThatIsMissing() {
        assertDamaged(new Pngs().header(2, 2, 8, Pngs.PALETTE).rows(2, FOUR).end());
    }

    @Test
    void shouldRefuseEveryJpegThatIsCutShort() {
        byte[] file = Jpegs.plain(200, 100, 50);
        // without its last marker it is whole still
        for (int length = 3; length < file.length - 2; length++) {
            assertRefused(
                    Arrays.copyOf(file, length),
                    "picture: JPEG is cut short after " + length + " bytes");
        }
    }

    /** What a progressive file lacks is finer detail, which its reader does not miss. */
    @Test
    void shouldRefuseEveryProgressiveJpegThatIsCutShort() {
        byte[] file = Jpegs.progressive(noise(16, 16));
        for (int length = 3; length < file.length; length++) {
            assertRefused(
                    Arrays.copyOf(file, length),
                    "picture: JPEG is cut short after " + length + " bytes");
        }
    }

    @Test
    void shouldRefuseAJpegInAnother() {
        byte[] file = Jpegs.plain(77);
        byte[] twice = new byte[file.length + 2];
        System.arraycopy(file, 0, twice, 2, file.length);
        twice[0] = file[0];
        twice[1] = file[1];
        assertRefused(twice, "picture: damaged JPEG: another one begins at byte 2");
    }

    @Test
    void shouldRefuseAJpegWhosePixelsEndEarly() {
        byte[] noise = Jpegs.ofImage(noise(64, 64));
        byte[] half = Arrays.copyOf(noise, noise.length / 2);
        half[half.length - 2] = (byte) 0xff;
        half[half.length - 1] = (byte) 0xd9;
        assertDamaged(half);
    }

    @Test
    void shouldRefuseAJpegWithoutAPicture() {
        assertDamaged(HexFormat.of().parseHex("ffd8ffd9"));
        assertRefused(
                HexFormat.of().parseHex("ffd8ff00d9"), "picture: JPEG is cut short after 5 bytes");
    }

    @Test
    void shouldRefuseAJpegOfTwoComponents() {
        assertRefused(Jpegs.plain(1, 2), "picture: JPEG must have 1, 3 or 4 components, not 2");
    }

    @Test
    void shouldRefuseAJpegWithTwoFrames() {
        byte[] frame = {8, 0, 16, 0, 16, 1, 1, 0x11, 0};
        assertRefused(
                Jpegs.with(Jpegs.plain(1), 0xc0, frame),
                "picture: damaged JPEG: it needs one frame header, and a whole one");
    }

    @Test
    void shouldRefuseAJpegWithEndlessScans() {
        byte[] file = Jpegs.plain(1);
        byte[] scan = {1, 1, 0, 0, 63, 0};
        for (int i = 0; i < 32; i++) {
            file = Jpegs.with(file, 0xda, scan);
        }
        assertRefused(file, "picture: JPEG with more than 32 scans");
    }

    @ParameterizedTest
    @CsvSource({"50000, 50000", "16385, 1", "1, 16385", "2147483647, 2147483647"})
    void shouldRefuseAHugePngBeforeDecodingIt(int width, int height) {
        // no pixel follows, so that reading any would fail for another reason
        assertRefused(
                new Pngs().header(width, height, 8, Pngs.GREY).chunk("IDAT", 0).end(),
                String.format("picture: %,dx%,d pixels, allowed are 16,384 a side", width, height));
    }

    @Test
    void shouldRefuseAPngByWhatItUnpacksToAndNotByItsPixelsAlone() {
        assertRefused(
                new Pngs().header(8192, 8192, 16, Pngs.COLOUR).chunk("IDAT", 0).end(),
                "picture: 8,192x8,192 pixels of 6 bytes, allowed are 268,435,456 bytes unpacked");
    }

    @Test
    void shouldRefuseAHugeJpegBeforeDecodingIt() {
        assertRefused(
                declaring(Jpegs.plain(1), 50_000, 50_000),
                "picture: 50,000x50,000 pixels, allowed are 16,384 a side");
    }

    @Test
    void shouldAllowLessWhereAJpegMustBeHeldWhole() {
        byte[] file = Jpegs.progressive(noise(16, 16));
        assertRefused(
                declaring(file, 5000, 5000),
                "picture: 5,000x5,000 pixels of 12 bytes, allowed are 268,435,456 bytes unpacked");
    }

    @Test
    void shouldRefuseALongFileUnread() {
        ImageDecoder strict = new ImageDecoder(new ImageLimits(1000, 10, 50));
        assertThatThrownBy(() -> strict.decode(new byte[1001]))
                .isInstanceOf(BadImageException.class)
                .hasMessage("picture: a file of 1,001 bytes, allowed are 1,000");
    }

    @Test
    void shouldThrowNothingElseOnRandomBytes() {
        Random random = new Random(1);
        byte[][] starts = {{}, Arrays.copyOf(Pngs.row(1, 8, 0, 1), 8), {-1, -40, -1}};
        for (int i = 0; i < 3000; i++) {
            byte[] file = new byte[8 + random.nextInt(200)];
            random.nextBytes(file);
            byte[] start = starts[i % starts.length];
            System.arraycopy(start, 0, file, 0, start.length);
            assertThatThrownBy(() -> decoder.decode(file)).isInstanceOf(BadImageException.class);
        }
    }

    @Test
    void shouldThrowNothingElseOnDamagedJpegs() {
        byte[][] files = {
            Jpegs.ofImage(noise(24, 24)),
            Jpegs.progressive(noise(24, 24)),
            Jpegs.withAdobe(Jpegs.plain(1, 2, 3, 4), 2),
            Jpegs.withOrientation(Jpegs.plain(9), 6, true),
        };
        Random random = new Random(2);
        for (int i = 0; i < 4000; i++) {
            decodeOrRefuse(damaged(files[i % files.length], random));
        }
    }

    /** The checksums are right, so that the damage gets through to ImageIO. */
    @Test
    void shouldThrowNothingElseOnDamagedPngs() {
        Random random = new Random(3);
        int[] types = {Pngs.GREY, Pngs.COLOUR, Pngs.PALETTE, Pngs.GREY_ALPHA, Pngs.COLOUR_ALPHA};
        for (int i = 0; i < 4000; i++) {
            ByteBuffer header = ByteBuffer.allocate(13).putInt(9).putInt(9);
            header.put((byte) (1 << random.nextInt(5))).put((byte) types[i % types.length]);
            byte[] pixels = Pngs.deflated(new byte[9 * 40]);
            byte[] palette = new byte[random.nextInt(40)];
            byte[] transparent = new byte[random.nextInt(8)];
            Pngs png =
                    new Pngs()
                            .chunk(
                                    "IHDR",
                                    i % 3 == 0 ? damaged(header.array(), random) : header.array());
            if (random.nextBoolean()) {
                png.chunk("PLTE", palette);
            }
            if (random.nextBoolean()) {
                png.chunk("tRNS", transparent);
            }
            png.chunk("IDAT", i % 2 == 0 ? damaged(pixels, random) : pixels);
            decodeOrRefuse(png.end());
        }
    }

    private void decodeOrRefuse(byte[] file) {
        try {
            assertThat(decoder.decode(file, PictureForm.of(new InputShape(28, 28, 1))).pixels())
                    .hasSize(784);
        } catch (BadImageException e) {
            assertThat(e).hasMessageStartingWith("picture: ");
            assertThat(e.getMessage().lines()).hasSize(1);
        }
    }

    private static byte[] damaged(byte[] file, Random random) {
        byte[] copy = file.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    /** The same file with another size in its frame header. */
    private static byte[] declaring(byte[] jpeg, int width, int height) {
        for (int at = 2; ; at += 2 + ((jpeg[at + 2] & 0xff) << 8 | (jpeg[at + 3] & 0xff))) {
            int marker = jpeg[at + 1] & 0xff;
            if (marker == 0xc0 || marker == 0xc2) {
                ByteBuffer.wrap(jpeg).putShort(at + 5, (short) height);
                ByteBuffer.wrap(jpeg).putShort(at + 7, (short) width);
                return jpeg;
            }
        }
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        return image;
    }

    private void assertRefused(byte[] file, String reason) {
        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(BadImageException.class)
                .hasMessage(reason);
    }

    private void assertDamaged(byte[] file) {
        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith("picture: ");
    }
}
