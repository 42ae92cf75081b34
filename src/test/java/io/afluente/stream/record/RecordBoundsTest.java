package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is passed on of a record is bounded before anything is done with it. */
class RecordBoundsTest {
    private static final RecordBounds BOUNDS = new RecordBounds("images", 10_000);

    @Test
    void shouldTakeTheLargestOfEach() {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, HeaderNames.CONTENT_TYPE, "t".repeat(1_000));
        HeaderNames.put(headers, "anything", "a".repeat(5_000));

        assertThat(BOUNDS.excess(new byte[1_000], new byte[2_900], headers)).isEmpty();
        assertThat(BOUNDS.excess(null, null, new RecordHeaders())).isEmpty();
    }

    @Test
    void shouldRefuseALongKey() {
        assertThatThrownBy(() -> BOUNDS.check(new byte[600_000], null, new RecordHeaders()))
                .isInstanceOf(BadRecordException.class)
                .hasMessage("key: 600,000 bytes are more than the 1,000 allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-type", "contentType", "ink", "label", "control"})
    void shouldRefuseALongWordThatIsPassedOn(String name) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(name, new byte[1_001]);

        assertThatThrownBy(() -> BOUNDS.check(null, null, headers))
                .isInstanceOf(BadRecordException.class)
                .hasMessage(name + ": 1,001 bytes are more than the 1,000 allowed");
    }

    @Test
    void shouldRefuseWhatWasSmallOnlyWhileItWasCompressed() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("anything", new byte[5_000]);

        assertThatThrownBy(() -> BOUNDS.check(new byte[500], new byte[5_000], headers))
                .isInstanceOf(BadRecordException.class)
                .hasMessage("record: 10,511 bytes are more than the 10,000 allowed");
    }

    @Test
    void shouldCountHeadersAsKafkaDoes() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("ü", "value".getBytes(UTF_8));
        headers.add("none", null);

        assertThat(RecordBounds.bytes(null, null, headers)).isEqualTo(1 + 2 + 1 + 5 + 1 + 4 + 1);
    }
}
