package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.PictureFormats;
import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageFormat;
import io.afluente.image.decode.ImageLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every picture format can be a record, in each of the ways that the topics' files name. */
class PictureFormatsTest {
    private static final InputShape SHAPE = new InputShape(8, 8, 1);
    private static final Image BLACK = new Image(SHAPE, new byte[64]);

    private final ImageCodec codec = new ImageCodec(new ImageDecoder(ImageLimits.DEFAULT), 9999);

    @ParameterizedTest
    @EnumSource
    void shouldBeReadByItsTypeByAnyPicturesTypeAndByNone(ImageFormat format) {
        byte[] file = PictureFormats.file(format, 8);

        for (String type : Arrays.asList(format.contentType(), "image/*", null)) {
            assertThat(codec.image(file, type, PictureForm.of(SHAPE))).as(type).isEqualTo(BLACK);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeReadFromJson(ImageFormat format) {
        String data = Base64.getEncoder().encodeToString(PictureFormats.file(format, 8));

        for (String name : List.of(format.toString(), format.name(), format.contentType())) {
            String json = "{\"format\":\"%s\",\"data\":\"%s\"}".formatted(name, data);
            assertThat(codec.image(json.getBytes(US_ASCII), ImageCodec.JSON, PictureForm.of(SHAPE)))
                    .isEqualTo(BLACK);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeSentAsWhatItIs(ImageFormat format) {
        byte[] file = PictureFormats.file(format, 8);

        assertThat(MediaType.ofPicture(file)).hasToString(format.contentType());
        assertThat(MediaType.ofFirstBytes(file)).hasToString(format.contentType());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.4....", "a text", "{}", ""})
    void shouldSendNothingAsAFormatThatItIsNot(String value) {
        byte[] file = value.getBytes(UTF_8);

        assertThat(MediaType.ofPicture(file)).hasToString("image/*");
        assertThatThrownBy(() -> codec.image(file, "image/*", PictureForm.of(SHAPE)))
                .isInstanceOf(BadImageException.class)
                .hasMessageMatching("picture: only .*|value: empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "labeled-images"})
    void shouldStandInTheTopicsFiles(String topic) throws IOException {
        JsonNode value =
                new ObjectMapper()
                        .readTree(Path.of("topics", topic + ".json").toFile())
                        .at("/value");
        List<String> formats = new ArrayList<>(List.of("raw"));
        for (ImageFormat format : ImageFormat.values()) {
            formats.add(format.toString());
            assertThat(value.has(format.contentType())).as(format.contentType()).isTrue();
        }

        assertThat(value.at("/application~1json/properties/format/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(formats);
    }
}
