package io.afluente.stream.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.stream.record.HeaderNames;
import io.afluente.trace.TraceContext;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is allowed goes along as it is, in its order and within bounds; the rest stays behind. */
class ForwardedHeadersTest {
    private final RecordHeaders image = new RecordHeaders();
    private final RecordHeaders prediction = new RecordHeaders();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correlation-id",
                "correlationId",
                "X-Correlation-ID",
                "kafka_correlationId",
                "X-Request-Id",
                "tenant",
                "tenant-id",
                "baggage",
                "x-b3-traceid",
                "ce_causationid"
            })
    void shouldTakeWhatIsUsualAlong(String name) {
        HeaderNames.put(image, name, "x");

        assertThat(copied(ForwardedHeaders.usual())).containsExactly(name + "=x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-type",
                "Content-Type",
                "slice-size",
                "INK",
                "label",
                "ce_id",
                "own"
            })
    void shouldLeaveBehindWhatIsOursOrUnknown(String name) {
        HeaderNames.put(image, name, "x");

        assertThat(copied(ForwardedHeaders.usual())).isEmpty();
    }

    @Test
    void shouldTakeAllButOursWhereAllAreAllowed() {
        HeaderNames.put(image, "anything", 1);
        HeaderNames.put(image, "engine", 2);

        assertThat(copied(new ForwardedHeaders(List.of("*")))).containsExactly("anything=1");
    }

    @Test
    void shouldKeepTheOrderOfSeveralValues() {
        HeaderNames.put(image, "hop", 3);
        HeaderNames.put(image, "way", 1);
        HeaderNames.put(image, "hop", 2);
        HeaderNames.put(image, "hop", 3);

        assertThat(copied(new ForwardedHeaders(List.of("hop", "way"))))
                .containsExactly("hop=3", "way=1", "hop=2", "hop=3");
    }

    @Test
    void shouldTakeWhateverBytesTheyHold() {
        byte[] noText = {(byte) 0xff, (byte) 0xfe, 0};
        image.add("tenant", noText).add("correlation-id", null).add("tenant", new byte[0]);

        assertThat(ForwardedHeaders.usual().copy(image, prediction)).isZero();

        assertThat(prediction.toArray())
                .extracting(Header::value)
                .containsExactly(noText, null, new byte[0]);
    }

    @Test
    void shouldCountWhatIsTooMany() {
        for (int i = 0; i < 10_000; i++) {
            HeaderNames.put(image, "tenant-" + i, i);
        }

        assertThat(ForwardedHeaders.usual().copy(image, prediction)).isEqualTo(10_000 - 32);

        assertThat(prediction.toArray()).hasSize(32);
        assertThat(prediction.toArray()[31].key()).isEqualTo("tenant-31");
    }

    @Test
    void shouldLeaveOutWhatDoesNotFitAndTakeWhatDoes() {
        image.add("tenant", new byte[8_192 - 6]);
        image.add("b3", new byte[1]);
        image.add("baggage", new byte[8_192]);

        assertThat(ForwardedHeaders.usual().copy(image, prediction)).isEqualTo(2);

        assertThat(prediction.toArray()).extracting(Header::key).containsExactly("tenant");
    }

    @Test
    void shouldLeaveTheTraceBehindWhereTheListDoesNotNameIt() {
        HeaderNames.put(image, "traceparent", "00-ab-cd-01");

        assertThat(
                        new ForwardedHeaders(List.of("tenant"))
                                .putTrace(image, TraceContext.NONE, prediction))
                .isZero();

        assertThat(prediction.toArray()).isEmpty();
    }

    private List<String> copied(ForwardedHeaders forwarded) {
        assertThat(forwarded.copy(image, prediction)).isZero();
        return Arrays.stream(prediction.toArray())
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .toList();
    }
}
