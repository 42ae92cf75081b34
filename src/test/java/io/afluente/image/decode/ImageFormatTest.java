package io.afluente.image.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.PictureFormats;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format is known by all that tells it, and none is taken for another. */
class ImageFormatTest {
    private static final InputShape SHAPE = new InputShape(28, 28, 1);

    @ParameterizedTest
    @EnumSource
    void shouldBeToldByItsFirstBytesAndDecoded(ImageFormat format) {
        byte[] file = PictureFormats.file(format, 28);

        assertThat(ImageFormat.ofFirstBytes(file)).contains(format);
        assertThat(ImageFormat.nameOf(file)).contains(format.word());
        assertThat(new ImageDecoder(ImageLimits.DEFAULT).decode(file, PictureForm.of(SHAPE)))
                .isEqualTo(new Image(SHAPE, new byte[28 * 28]));
        assertThat(new ImageDecoder(ImageLimits.DEFAULT).unpackedBytes(file))
                .isEqualTo((format == ImageFormat.WEBP ? 8 : 1) * 28L * 28);
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeToldByTheNameOfAFile(ImageFormat format) {
        for (String end : format.extensions()) {
            assertThat(ImageFormat.isNamedLikeOne("a." + end)).isTrue();
            assertThat(ImageFormat.isNamedLikeOne("A.B." + end.toUpperCase(Locale.ROOT))).isTrue();
            assertThat(ImageFormat.isNamedLikeOne("." + end)).isFalse();
            assertThat(ImageFormat.isNamedLikeOne("a" + end)).isFalse();
            assertThat(ImageFormat.fileNames()).contains("." + end);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.png.txt", "png", ".a.png", "a.jpe", "a.heic"})
    void shouldNotTakeOtherFilesForPictures(String name) {
        assertThat(ImageFormat.isNamedLikeOne(name)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeFoundByItsContentTypes(ImageFormat format) {
        assertThat(format.contentTypes())
                .contains(format.contentType())
                .allSatisfy(type -> assertThat(ImageFormat.ofContentType(type)).contains(format));
    }

    @Test
    void shouldBeNamedInHelpAndMessages() {
        assertThat(ImageFormat.ANY)
                .isEqualTo(
                        Arrays.stream(ImageFormat.values())
                                .map(ImageFormat::word)
                                .collect(Collectors.joining(", "))
                                .replaceFirst(", (?=\\w+$)", " or "));
        assertThat(ImageFormat.fileNames())
                .isEqualTo(".png, .jpg, .jpeg, .webp, .gif, .bmp, .dib, .tif or .tiff");
    }
}
