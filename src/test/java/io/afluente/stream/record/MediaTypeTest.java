package io.afluente.stream.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImageException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A content type means the same however a library spells it. */
class MediaTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "application/json|application/json",
                "application/json; charset=utf-8|application/json",
                "application/json;charset=UTF-8|application/json",
                "application/vnd.acme+json|application/json",
                "text/json|application/json",
                "Image/PNG|image/png",
                "image/png |image/png",
                "` image/png\n`|image/png",
                "\"image/png\"|image/png",
                "\" IMAGE/PNG; q=1 \"|image/png",
                "Image/*|image/*",
                "image/x-png|image/png",
                "image/jpeg|image/jpeg",
                "image/jpg|image/jpeg",
                "image/pjpeg|image/jpeg",
                "Application/Octet-Stream|application/octet-stream",
            })
    void shouldReadATypeHoweverItIsSpelt(String contentType, String type) {
        assertThat(MediaType.named(contentType)).map(MediaType::name).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", ";charset=utf-8"})
    void shouldTakeAnEmptyTypeForNone(String contentType) {
        assertThat(MediaType.named(contentType)).isEmpty();
        assertThat(MediaType.named(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "image/heic", "png", "json", "image"})
    void shouldSayWhichTypesThereAre(String contentType) {
        assertThatThrownBy(() -> MediaType.named(contentType))
                .isInstanceOf(BadImageException.class)
                .hasMessage(
                        "content-type: one of application/json, image/png, image/jpeg,"
                                + " image/webp, image/gif, image/bmp, image/tiff,"
                                + " application/octet-stream, application/vnd.apache.avro,"
                                + " application/x-protobuf, not \"%s\"",
                        contentType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-type", "Content-Type", "contentType", "ce_datacontenttype"})
    void shouldFindTheTypeUnderEachOfItsNames(String header) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("content-type", null);
        headers.add(header, "image/png".getBytes(StandardCharsets.UTF_8));

        assertThat(MediaType.in(headers)).isEqualTo("image/png");
    }

    @Test
    void shouldPreferTheNameThatIsDocumented() {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "contentType", "application/json");
        HeaderNames.put(headers, "content-type", "image/png");

        assertThat(MediaType.in(headers)).isEqualTo("image/png");
        assertThat(MediaType.in(new RecordHeaders())).isNull();
    }
}
