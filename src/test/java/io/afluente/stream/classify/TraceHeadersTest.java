package io.afluente.stream.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.stream.record.HeaderNames;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trace goes on from an image to its prediction, unless its headers are out of proportion. */
class TraceHeadersTest {
    private final RecordHeaders image = new RecordHeaders();
    private final RecordHeaders prediction = new RecordHeaders();

    @BeforeEach
    void somethingElse() {
        HeaderNames.put(image, "else", "stays");
    }

    @Test
    void shouldPassOnWhatFits() {
        image.add("traceparent", new byte[512]).add("tracestate", new byte[8_192]);

        assertThat(TraceHeaders.copy(image, prediction)).isZero();

        assertThat(prediction.lastHeader("traceparent").value()).hasSize(512);
        assertThat(prediction.lastHeader("tracestate").value()).hasSize(8_192);
        assertThat(prediction.lastHeader("else")).isNull();
    }

    @Test
    void shouldLeaveOutAStateThatIsTooLong() {
        image.add("traceparent", new byte[55]).add("tracestate", new byte[8_193]);

        assertThat(TraceHeaders.copy(image, prediction)).isEqualTo(1);

        assertThat(prediction.toArray()).hasSize(1);
        assertThat(prediction.lastHeader("traceparent")).isNotNull();
    }

    @Test
    void shouldLeaveOutTheStateOfAParentThatIsTooLong() {
        image.add("traceparent", new byte[513]).add("tracestate", new byte[1]);

        assertThat(TraceHeaders.copy(image, prediction)).isEqualTo(2);

        assertThat(prediction.toArray()).isEmpty();
    }

    @Test
    void shouldPassOnHeadersWithoutAValue() {
        image.add("traceparent", null).add("tracestate", null);

        assertThat(TraceHeaders.copy(image, prediction)).isZero();

        assertThat(prediction.toArray()).hasSize(2);
    }
}
