package io.afluente.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;

/** Tracing whose spans a test can look at, as soon as they have ended. */
public final class SeenSpans implements AutoCloseable {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing;

    /** Of what the sender of a record wants to be seen, and of all that has none. */
    public SeenSpans() {
        this(Sampler.parentBased(Sampler.alwaysOn()));
    }

    public SeenSpans(Sampler sampler) {
        tracing =
                new OpenTelemetryTracing(
                        OpenTelemetrySdk.builder()
                                .setTracerProvider(
                                        SdkTracerProvider.builder()
                                                .setSampler(new SampledByLinks(sampler))
                                                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                                .build())
                                .build(),
                        Duration.ofSeconds(5));
    }

    public Tracing tracing() {
        return tracing;
    }

    /** In the order of their ends. */
    public List<SpanData> all() {
        return spans.getFinishedSpanItems();
    }

    public List<SpanData> named(String name) {
        return all().stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** The only one of that name. */
    public SpanData only(String name) {
        assertThat(named(name)).hasSize(1);
        return named(name).get(0);
    }

    public static String text(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }

    public static Long number(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.longKey(attribute));
    }

    @Override
    public void close() {
        tracing.close();
    }
}
