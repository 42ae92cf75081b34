package io.afluente.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.afluente.CountingMeters;
import io.afluente.Waiting;
import io.afluente.meter.Meters;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Spans go where the environment says, and never in anybody's way. */
class SpanSendingTest {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final SpanStart WORK = SpanStart.internal("work");

    private final CountingMeters meters = new CountingMeters();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SpanOutlet.class);
    private OtlpCollector collector;

    @BeforeEach
    void start() throws IOException {
        collector = OtlpCollector.start();
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        collector.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PATH, /bin",
        "OTEL_SERVICE_NAME, mine",
        "OTEL_TRACES_EXPORTER, none",
        "OTEL_TRACES_SAMPLER, always_on"
    })
    void shouldSendNothingUnlessTold(String variable, String value) {
        Tracing tracing = SpanSending.start(Map.of(variable, value), "1", Meters.none());

        assertThat(tracing).isSameAs(Tracing.none());
        assertThat(tracing.isOn()).isFalse();
        assertThat(tracing.start(WORK)).isSameAs(Span.NONE);
    }

    @Test
    void shouldSendNothingWhereTheSdkIsDisabledOrNobodyExports() {
        assertThat(start(Map.of("OTEL_SDK_DISABLED", "true"))).isSameAs(Tracing.none());
        assertThat(start(Map.of("OTEL_TRACES_EXPORTER", "none"))).isSameAs(Tracing.none());
    }

    @Test
    void shouldSendToTheCollectorAsWhoTheEnvironmentSays() {
        Map<String, String> more = new HashMap<>();
        more.put("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test");
        more.put("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=secret");
        try (Tracing tracing = start(more)) {
            tracing.start(WORK).end();
        }

        assertThat(collector.spans()).singleElement().matches(s -> s.getName().equals("work"));
        assertThat(collector.tenants()).containsExactly("secret");
        assertThat(collector.received().get(0).getResource().getAttributesList())
                .extracting(KeyValue::getKey, each -> each.getValue().getStringValue())
                .contains(
                        tuple("service.name", "afluente"),
                        tuple("service.version", "1"),
                        tuple("deployment.environment.name", "test"));
        assertThat(meters.count("spans.exported")).isEqualTo(1);
        assertThat(meters.count("spans.dropped")).isZero();
    }

    @Test
    void shouldSampleAsTheEnvironmentSays() {
        try (Tracing tracing = start(Map.of("OTEL_TRACES_SAMPLER", "always_off"))) {
            Span span = tracing.start(WORK);
            assertThat(span.isRecording()).isFalse();
            assertThat(span.context().isValid()).isTrue();
            span.end();
        }

        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void shouldSeeWhatIsDoneForSeveralWhereOneOfThemIsSeen() {
        TraceContext seen =
                TraceContext.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);
        try (Tracing tracing = start(Map.of("OTEL_TRACES_SAMPLER", "parentbased_always_off"))) {
            assertThat(tracing.start(WORK.linkedTo(List.of(seen))).isRecording()).isTrue();
            assertThat(tracing.start(WORK).isRecording()).isFalse();
        }
    }

    @Test
    void shouldCountWhatIsLostAndSayItOnceUntilSpansArriveAgain() {
        collector.answer(400);
        try (Tracing tracing = start(Map.of("OTEL_BSP_SCHEDULE_DELAY", "10"))) {
            tracing.start(WORK).end();
            Waiting.until("counted", () -> meters.count("spans.dropped") == 1);
            tracing.start(WORK).end();
            Waiting.until("counted", () -> meters.count("spans.dropped") == 2);
            collector.answer(200);
            tracing.start(WORK).end();
            Waiting.until("counted", () -> meters.count("spans.exported") == 1);
            Waiting.until("counted", () -> meters.gauge("spans.waiting") == 0);
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Spans are lost, and counted as spans.dropped: the collector does not take"
                                + " them",
                        "Spans arrive again");
    }

    @Test
    void shouldDropWhatIsTooMuchAndNotWaitForACollectorThatIsAway() {
        collector.close();
        Map<String, String> more = new HashMap<>();
        more.put("OTEL_BSP_MAX_QUEUE_SIZE", "4");
        more.put("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "4");
        more.put("OTEL_BSP_SCHEDULE_DELAY", "600000");
        try (Tracing tracing = start(more)) {
            IntStream.range(0, 100).forEach(i -> tracing.start(WORK).end());
            assertThat(meters.gauge("spans.waiting")).isLessThanOrEqualTo(4);
        }

        assertThat(meters.count("spans.dropped")).isGreaterThanOrEqualTo(92);
        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getFormattedMessage())
                .startsWith("Spans are lost, and counted as spans.dropped: ");
    }

    @Test
    void shouldTellNoSecretWhereAHeaderCanNotBeSent() {
        Map<String, String> more = new HashMap<>();
        more.put("OTEL_EXPORTER_OTLP_HEADERS", "x-tenant=sec%0Aret");
        try (Tracing tracing = start(more)) {
            tracing.start(WORK).end();
        }

        assertThat(meters.count("spans.dropped")).isEqualTo(1);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .doesNotContain("sec", "ret,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OTEL_TRACES_EXPORTER | console | OTEL_TRACES_EXPORTER: otlp or none",
                "OTEL_EXPORTER_OTLP_PROTOCOL | grpc | OTEL_EXPORTER_OTLP_PROTOCOL: only http/proto",
                "OTEL_EXPORTER_OTLP_HEADERS | secret | OTEL_EXPORTER_OTLP_HEADERS: must be NAME=",
                "OTEL_EXPORTER_OTLP_HEADERS | a=b,secret | OTEL_EXPORTER_OTLP_HEADERS: must be",
                "OTEL_TRACES_SAMPLER | secret | OTEL_ variables: ",
                "OTEL_EXPORTER_OTLP_ENDPOINT | not a place | OTEL_EXPORTER_OTLP_ENDPOINT: must be",
                "OTEL_EXPORTER_OTLP_ENDPOINT | collector:4318 | OTEL_EXPORTER_OTLP_ENDPOINT: must",
                "OTEL_BSP_MAX_QUEUE_SIZE | many | OTEL_ variables: ",
            })
    void shouldRefuseWhatCanNotBe(String variable, String value, String message) {
        assertThatThrownBy(() -> start(Map.of(variable, value)))
                .isInstanceOf(TracingException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void shouldNotTellWhatHeadersHold() {
        assertThatThrownBy(() -> start(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "secret")))
                .message()
                .doesNotContain("secret");
    }

    private Tracing start(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>();
        environment.put(ENDPOINT, collector.endpoint());
        environment.putAll(more);
        return SpanSending.start(environment, "1", meters);
    }
}
