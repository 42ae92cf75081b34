package io.afluente.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeBmpTest {
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_USHORT_565_RGB,
                BufferedImage.TYPE_USHORT_555_RGB
            })
    void shouldReadColours(int type) throws IOException {
        Image image = decoder.decode(bmp(type));
        assertThat(image.shape()).isEqualTo(new InputShape(2, 3, 3));
        assertThat(image.pixels()[0] & 0xff).isEqualTo(255);
        assertThat(image.pixels()[1]).isZero();
        assertThat(image.pixels()[17] & 0xff).isEqualTo(255);
        assertThat(image.pixels()[15]).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_BINARY})
    void shouldReadGreyAsGrey(int type) throws IOException {
        assertThat(decoder.decode(bmp(type)).shape()).isEqualTo(new InputShape(2, 3, 1));
    }

    @Test
    void shouldRefuseEveryFileThatIsCutShort() throws IOException {
        byte[] file = bmp(BufferedImage.TYPE_INT_RGB);
        for (int length = 12; length < file.length - 3; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> decoder.decode(cut))
                    .isInstanceOf(BadImageException.class)
                    .hasMessageMatching("picture: (BMP is cut short|damaged BMP).*");
        }
    }

    @ParameterizedTest
    @CsvSource({"4, JPEG", "5, PNG"})
    void shouldRefuseAFileInside(int packing, String name) throws IOException {
        byte[] file = bmp(BufferedImage.TYPE_INT_RGB);
        header(file).putInt(30, packing);
        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(BadImageException.class)
                .hasMessage(
                        "picture: BMP with a " + name + " file inside; send that file as it is");
    }

    @ParameterizedTest
    @CsvSource({
        "20000, 1, '20,000x1 pixels, allowed are 16,384 a side'",
        "1, -20000, '1x20,000 pixels, allowed are 16,384 a side'",
        "16384, 16384, '16,384x16,384 pixels of 3 bytes, allowed are 268,435,456 bytes unpacked'",
        "-1, 1, '4,294,967,295x1 pixels, allowed are 16,384 a side'",
    })
    void shouldCheckTheSizeBeforeAnyPixel(int width, int height, String reason) throws IOException {
        byte[] file = bmp(BufferedImage.TYPE_INT_RGB);
        header(file).putInt(18, width).putInt(22, height);
        assertThatThrownBy(() -> decoder.decode(file))
                .isInstanceOf(BadImageException.class)
                .hasMessage("picture: " + reason);
    }

    @Test
    void shouldTakeTheLargestSizesForLargeWork() throws IOException {
        byte[] file = bmp(BufferedImage.TYPE_INT_RGB);
        header(file).putInt(18, -1).putInt(22, Integer.MAX_VALUE).putShort(28, (short) 32);

        assertThat(decoder.unpackedBytes(file)).isGreaterThan(1L << 40);
    }

    /** A profile that is only named would be looked for in the machine's files. */
    @Test
    void shouldNotFollowANamedColourProfile() throws IOException {
        byte[] plain = bmp(BufferedImage.TYPE_3BYTE_BGR);
        byte[] file = new byte[plain.length + 84 + 20];
        System.arraycopy(plain, 0, file, 0, 54);
        System.arraycopy(plain, 54, file, 138, plain.length - 54);
        header(file).putInt(2, file.length).putInt(10, 138).putInt(14, 124);
        header(file).putInt(70, 0x4c494e4b).putInt(126, plain.length + 84).putInt(130, 20);
        System.arraycopy("/etc/hostname\0".getBytes(US_ASCII), 0, file, plain.length + 84, 14);

        assertThat(decoder.decode(file)).isEqualTo(decoder.decode(plain));
    }

    private static ByteBuffer header(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Red at the top left, blue at the bottom right. */
    private static byte[] bmp(int type) throws IOException {
        BufferedImage picture = new BufferedImage(3, 2, type);
        picture.setRGB(0, 0, 0xff0000);
        picture.setRGB(2, 1, 0x0000ff);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "bmp", file)).isTrue();
        return file.toByteArray();
    }
}
