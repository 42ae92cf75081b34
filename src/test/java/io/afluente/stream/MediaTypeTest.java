package io.afluente.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImage;
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
                "application/json|JSON",
                "application/json; charset=utf-8|JSON",
                "application/json;charset=UTF-8|JSON",
                "application/vnd.acme+json|JSON",
                "text/json|JSON",
                "Image/PNG|PNG",
                "image/png |PNG",
                "` image/png\n`|PNG",
                "\"image/png\"|PNG",
                "\" IMAGE/PNG; q=1 \"|PNG",
                "image/x-png|PNG",
                "image/jpeg|JPEG",
                "image/jpg|JPEG",
                "image/pjpeg|JPEG",
                "Application/Octet-Stream|RAW",
            })
    void shouldReadATypeHoweverItIsSpelt(String contentType, MediaType type) {
        assertThat(MediaType.named(contentType)).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", ";charset=utf-8"})
    void shouldTakeAnEmptyTypeForNone(String contentType) {
        assertThat(MediaType.named(contentType)).isEmpty();
        assertThat(MediaType.named(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "image/*", "image/gif", "png", "json", "image"})
    void shouldSayWhichTypesThereAre(String contentType) {
        assertThatThrownBy(() -> MediaType.named(contentType))
                .isInstanceOf(BadImage.class)
                .hasMessage(
                        "content-type: one of application/json, image/png, image/jpeg,"
                                + " application/octet-stream, not \"%s\"",
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
