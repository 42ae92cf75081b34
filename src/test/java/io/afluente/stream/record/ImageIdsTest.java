package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageIdsTest {
    private static final RecordPosition SOURCE = new RecordPosition("images", 3, 12);
    private static final byte[] PIXELS = {1};

    @Test
    void shouldGoByTheKeyThenByTheEventThenByThePlace() {
        RecordHeaders event = event("ä-1");
        byte[] key = {'k'};

        assertThat(ImageIds.of(key, event, PIXELS, SOURCE)).isEqualTo("k");
        assertThat(ImageIds.of(null, event, PIXELS, SOURCE)).isEqualTo("ä-1");
        assertThat(ImageIds.of(new byte[0], event, PIXELS, SOURCE)).isEqualTo("ä-1");
        assertThat(ImageIds.of(null, new RecordHeaders(), PIXELS, SOURCE)).isEqualTo("images-3-12");
        assertThat(ImageIds.of(new byte[] {-1}, event, PIXELS, SOURCE)).isEqualTo("images-3-12");
        assertThat(ImageIds.given(null, event, PIXELS)).isEqualTo("ä-1".getBytes(UTF_8));
        assertThat(ImageIds.given(null, new RecordHeaders(), PIXELS)).isNull();
    }

    @Test
    void shouldTakeNoNameThatIsNone() {
        RecordHeaders noEvent = new RecordHeaders();
        HeaderNames.put(noEvent, "ce_id", "a");

        assertThat(ImageIds.given(null, noEvent, PIXELS)).isNull();
        assertThat(ImageIds.given(null, event(" "), PIXELS)).isNull();
        assertThat(ImageIds.given(null, event("x".repeat(1_001)), PIXELS)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'data':{'id':'inner'},'id':'ä-1','more':|ä-1",
                "{'id':7}|",
                "{'id':'\\ud800'}|",
                "{'data':{'id':'inner'}}|",
                "['id','a']|",
                "{'id':|",
                "|"
            })
    void shouldGoByTheIdInAStructuredEvent(String value, String id) {
        RecordHeaders headers = event("of-the-header");
        HeaderNames.put(headers, "content-type", "application/cloudevents+json; charset=UTF-8");
        byte[] bytes = value == null ? null : value.replace('\'', '"').getBytes(UTF_8);

        assertThat(ImageIds.given(null, headers, bytes))
                .isEqualTo(id == null ? null : id.getBytes(UTF_8));
    }

    private static RecordHeaders event(String id) {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "ce_specversion", "1.0");
        HeaderNames.put(headers, "ce_id", id);
        return headers;
    }
}
