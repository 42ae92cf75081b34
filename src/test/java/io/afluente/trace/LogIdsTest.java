package io.afluente.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Log lines as JSON have the ids of the span that they were written in. */
class LogIdsTest {
    private final SeenSpans spans = new SeenSpans();

    @AfterEach
    void close() {
        spans.close();
        MDC.clear();
    }

    @Test
    void shouldBeInTheLinesOfASpanAndInNoOthers() throws IOException {
        Span outer = spans.tracing().start(SpanStart.internal("outer"));
        Span inner = spans.tracing().start(SpanStart.internal("inner").under(outer.context()));

        assertThat(line().has(LogIds.TRACE)).isFalse();
        Span.LogScope outerIds = outer.inLogs();
        Span.LogScope innerIds = inner.inLogs();
        JsonNode within = line();
        innerIds.close();
        JsonNode between = line();
        outerIds.close();
        outer.end();
        inner.end();

        assertThat(within.path("trace_id").asText()).isEqualTo(spans.only("outer").getTraceId());
        assertThat(within.path("span_id").asText()).isEqualTo(spans.only("inner").getSpanId());
        assertThat(between.path("span_id").asText()).isEqualTo(spans.only("outer").getSpanId());
        assertThat(line().has(LogIds.TRACE)).isFalse();
    }

    @Test
    void shouldLeaveLinesAloneWhereNobodyLooks() throws IOException {
        Span.LogScope ids = Span.NONE.inLogs();

        assertThat(line().isEmpty()).isTrue();
        ids.close();
    }

    /** What the encoder of logback.xml has of the thread's context. */
    private static JsonNode line() throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(LogIdsTest.class);
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        encoder.start();
        byte[] json =
                encoder.encode(new LoggingEvent("here", logger, Level.INFO, "said", null, null));
        return new ObjectMapper().readTree(json).path("mdc");
    }
}
