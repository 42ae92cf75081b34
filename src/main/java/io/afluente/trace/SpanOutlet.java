package io.afluente.trace;

import io.afluente.meter.Meters;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of spans out of the process: no more than so many wait for the collector, those beyond
 * are dropped at once, and whatever does not arrive is counted, and told once until one arrives
 * again.
 */
final class SpanOutlet {
    private static final Logger LOG = LoggerFactory.getLogger(SpanOutlet.class);

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean losing = new AtomicBoolean();
    private final Meters.Counter exported;
    private final Meters.Counter dropped;

    SpanOutlet(Meters meters) {
        exported = meters.counter("spans.exported");
        dropped = meters.counter("spans.dropped");
        meters.gauge("spans.waiting", waiting::get);
    }

    /** Hands on no more spans than may wait. */
    SpanProcessor before(SpanProcessor batches, int most) {
        return new Entrance(batches, most);
    }

    /** Notes what becomes of them. */
    SpanExporter around(SpanExporter exporter) {
        return new Exit(exporter);
    }

    private void lost(int spans, String why) {
        dropped.add(spans);
        if (!losing.getAndSet(true)) {
            LOG.warn("Spans are lost, and counted as spans.dropped: {}", why);
        }
    }

    private void arrived(int spans) {
        exported.add(spans);
        if (losing.getAndSet(false)) {
            LOG.info("Spans arrive again");
        }
    }

    /** Only what the network says: anything else might quote a header, and those are secret. */
    private static String reason(Throwable fault) {
        if (fault == null || fault.getCause() == null) {
            return "the collector does not take them";
        }
        Throwable cause = fault.getCause();
        String kind = cause.getClass().getSimpleName();
        boolean told = cause instanceof IOException && cause.getMessage() != null;
        return "the collector can't be reached: "
                + (told ? kind + ": " + cause.getMessage() : kind);
    }

    private final class Entrance implements SpanProcessor {
        private final SpanProcessor batches;
        private final int most;

        Entrance(SpanProcessor batches, int most) {
            this.batches = batches;
            this.most = most;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            if (!span.getSpanContext().isSampled()) {
                return;
            }
            if (waiting.incrementAndGet() > most) {
                waiting.decrementAndGet();
                lost(1, "more than %d wait".formatted(most));
            } else {
                batches.onEnd(span);
            }
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            batches.onStart(parent, span);
        }

        @Override
        public boolean isStartRequired() {
            return batches.isStartRequired();
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }

        @Override
        public CompletableResultCode forceFlush() {
            return batches.forceFlush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return batches.shutdown();
        }
    }

    private final class Exit implements SpanExporter {
        private final SpanExporter exporter;

        Exit(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int count = spans.size();
            CompletableResultCode result = send(spans);
            result.whenComplete(
                    () -> {
                        waiting.addAndGet(-count);
                        if (result.isSuccess()) {
                            arrived(count);
                        } else {
                            lost(count, reason(result.getFailureThrowable()));
                        }
                    });
            return result;
        }

        private CompletableResultCode send(Collection<SpanData> spans) {
            try {
                return exporter.export(spans);
            } catch (RuntimeException e) {
                return CompletableResultCode.ofExceptionalFailure(e);
            }
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
