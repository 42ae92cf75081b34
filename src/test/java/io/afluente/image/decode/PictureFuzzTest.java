package io.afluente.image.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.afluente.PictureFormats;
import io.afluente.Refusal;
import io.afluente.image.BadImageException;
import io.afluente.image.InputShape;
import io.afluente.image.Jpegs;
import io.afluente.image.PictureForm;
import io.afluente.image.Pngs;
import io.afluente.image.TestPictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Picture files from anywhere. */
class PictureFuzzTest {
    private static final InputShape SHAPE = new InputShape(28, 28, 1);
    private static final ImageDecoder DECODER =
            new ImageDecoder(new ImageLimits(1 << 20, 2_048, 1 << 20));

    @MethodSource("pngs")
    @FuzzTest(maxDuration = "10m")
    void png(byte[] file) {
        decode(startingLike(file, "89504e470d0a1a0a"));
    }

    @MethodSource("jpegs")
    @FuzzTest(maxDuration = "10m")
    void jpeg(byte[] file) {
        decode(startingLike(file, "ffd8ff"));
    }

    @MethodSource("webps")
    @FuzzTest(maxDuration = "10m")
    void webp(byte[] file) {
        decode(startingLike(file, "52494646"));
    }

    @MethodSource("gifs")
    @FuzzTest(maxDuration = "10m")
    void gif(byte[] file) {
        decode(startingLike(file, "474946383961"));
    }

    @MethodSource("bmps")
    @FuzzTest(maxDuration = "10m")
    void bmp(byte[] file) {
        decode(startingLike(file, "424d"));
    }

    @MethodSource("tiffs")
    @FuzzTest(maxDuration = "10m")
    void tiff(byte[] file) {
        decode(startingLike(file, "49492a00"));
    }

    private static void decode(byte[] file) {
        Refusal.orRead(BadImageException.class, () -> DECODER.decode(file));
        Refusal.orRead(
                BadImageException.class,
                () ->
                        assertThat(DECODER.decode(file, PictureForm.of(SHAPE)).shape())
                                .isEqualTo(SHAPE));
    }

    /** Not a byte is wasted on guessing what kind of file it is. */
    private static byte[] startingLike(byte[] file, String magic) {
        byte[] start = java.util.HexFormat.of().parseHex(magic);
        byte[] like = Arrays.copyOf(file, Math.max(file.length, start.length));
        System.arraycopy(start, 0, like, 0, start.length);
        return like;
    }

    static Stream<byte[]> pngs() {
        return Stream.of(
                Pngs.row(4, 8, Pngs.GREY, 1, 2, 3, 4),
                Pngs.row(9, 1, Pngs.GREY, 0xaa, 0x80),
                Pngs.row(2, 16, Pngs.GREY_ALPHA, 0, 1, 0, 2, 0, 3, 0, 4),
                Pngs.row(1, 8, Pngs.COLOUR, 1, 2, 3),
                Pngs.row(1, 8, Pngs.COLOUR_ALPHA, 1, 2, 3, 4),
                new Pngs()
                        .header(2, 2, 8, Pngs.PALETTE, true)
                        .chunk("PLTE", new byte[] {1, 2, 3, 4, 5, 6})
                        .chunk("tRNS", new byte[] {7})
                        .rows(2, 0, 1, 1, 0)
                        .end());
    }

    static Stream<byte[]> webps() {
        return Stream.of("black-8", "noise", "palette-4", "alpha", "animated", "turned")
                .map(TestPictures::webp);
    }

    static Stream<byte[]> gifs() {
        return Stream.of(PictureFormats.file(ImageFormat.GIF, 9));
    }

    static Stream<byte[]> bmps() {
        return Stream.of(PictureFormats.file(ImageFormat.BMP, 9));
    }

    static Stream<byte[]> tiffs() {
        return Stream.of(PictureFormats.file(ImageFormat.TIFF, 9));
    }

    static Stream<byte[]> jpegs() {
        byte[] grey = Jpegs.plain(100);
        BufferedImage picture = new BufferedImage(17, 9, BufferedImage.TYPE_INT_RGB);
        return Stream.of(
                grey,
                Jpegs.plain(100, 120, 140),
                Jpegs.withAdobe(Jpegs.plain(10, 20, 30, 40), 2),
                Jpegs.withOrientation(grey, 6, true),
                Jpegs.ofImage(picture),
                Jpegs.progressive(picture));
    }
}
