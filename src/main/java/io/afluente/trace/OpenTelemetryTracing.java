package io.afluente.trace;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Spans by OpenTelemetry's SDK, which sends them from a thread of its own. */
final class OpenTelemetryTracing implements Tracing {
    private static final Clock CLOCK = Clock.getDefault();

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;
    private final Duration closeWithin;

    /**
     * @param closeWithin how long the last spans may take on their way out
     */
    OpenTelemetryTracing(OpenTelemetrySdk sdk, Duration closeWithin) {
        this.sdk = sdk;
        this.closeWithin = closeWithin;
        this.tracer = sdk.getTracer("io.afluente");
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Span start(SpanStart start) {
        SpanBuilder builder =
                tracer.spanBuilder(start.name())
                        .setSpanKind(SpanKind.valueOf(start.kind().name()))
                        .setParent(contextOf(start.parent()));
        start.links().forEach(link -> builder.addLink(link.context()));
        start.attributes().forEach((name, value) -> set(builder, name, value));
        start.since()
                .ifPresent(since -> builder.setStartTimestamp(at(since), TimeUnit.NANOSECONDS));
        return new OpenTelemetrySpan(builder.startSpan());
    }

    private static Context contextOf(TraceContext parent) {
        return parent.isValid()
                ? Context.root().with(io.opentelemetry.api.trace.Span.wrap(parent.context()))
                : Context.root();
    }

    private static void set(SpanBuilder builder, String name, Object value) {
        if (value instanceof Long number) {
            builder.setAttribute(name, number);
        } else {
            builder.setAttribute(name, value.toString());
        }
    }

    private static long at(long nanoTime) {
        return CLOCK.now() - (CLOCK.nanoTime() - nanoTime);
    }

    @Override
    public void close() {
        sdk.shutdown().join(closeWithin.toMillis(), TimeUnit.MILLISECONDS);
    }
}
