package io.afluente.image.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.PictureFormats;
import io.afluente.image.InputShape;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format is known by all that tells it, and none is taken for another. */
class ImageFormatTest {
    @ParameterizedTest
    @EnumSource
    void shouldBeToldByItsFirstBytesAndDecoded(ImageFormat format) {
        byte[] file = PictureFormats.file(format, 28);

        assertThat(ImageFormat.ofFirstBytes(file)).contains(format);
        assertThat(ImageFormat.nameOf(file)).contains(format.name());
        assertThat(new ImageDecoder(ImageLimits.DEFAULT).decode(file).shape())
                .isEqualTo(new InputShape(28, 28, 1));
        assertThat(new ImageDecoder(ImageLimits.DEFAULT).unpackedBytes(file)).isEqualTo(28 * 28);
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
    @ValueSource(strings = {"a.txt", "a.png.txt", "png", ".a.png", "a.jpe", "a.gif"})
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
                                .map(ImageFormat::name)
                                .collect(Collectors.joining(" or ")));
        assertThat(ImageFormat.fileNames()).isEqualTo(".png, .jpg or .jpeg");
    }
}
