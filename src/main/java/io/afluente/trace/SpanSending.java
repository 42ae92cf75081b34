package io.afluente.trace;

import io.afluente.meter.Meters;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends spans to the collector that the environment names, or has none. */
public final class SpanSending {
    private static final Logger LOG = LoggerFactory.getLogger(SpanSending.class);

    /** Tell with stack traces what is told in one line here; kept, or their level would be lost. */
    private static final List<java.util.logging.Logger> NOISE =
            List.of(
                    java.util.logging.Logger.getLogger("io.opentelemetry.exporter"),
                    java.util.logging.Logger.getLogger("io.opentelemetry.sdk.autoconfigure"));

    private static final AttributeKey<String> NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final int USUAL_WAITING = 2_048;

    private SpanSending() {}

    /**
     * Starts to send, if anybody is named; the caller closes it.
     *
     * @param environment as of {@code System.getenv()}: the variables that begin with OTEL_
     * @param version of this service
     * @param meters what spans are counted on
     * @throws TracingException if a variable says what can't be done
     */
    public static Tracing start(Map<String, String> environment, String version, Meters meters) {
        Optional<Collector> collector = Collector.in(environment);
        if (collector.isEmpty()) {
            return Tracing.none();
        }
        String address = collector.get().address();
        NOISE.forEach(logger -> logger.setLevel(Level.OFF));
        Tracing tracing =
                new OpenTelemetryTracing(sdk(collector.get(), version, meters), CLOSE_WITHIN);
        LOG.info("Spans go to {}", address);
        return tracing;
    }

    private static OpenTelemetrySdk sdk(Collector collector, String version, Meters meters) {
        SpanOutlet outlet = new SpanOutlet(meters);
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesCustomizer(read -> collector.properties())
                    .addResourceCustomizer((resource, read) -> named(resource, version))
                    .addSamplerCustomizer((sampler, read) -> new SampledByLinks(sampler))
                    .addSpanExporterCustomizer((exporter, read) -> outlet.around(exporter))
                    .addSpanProcessorCustomizer(
                            (batches, read) ->
                                    outlet.before(
                                            batches,
                                            read.getInt("otel.bsp.max.queue.size", USUAL_WAITING)))
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException | IllegalArgumentException e) {
            throw new TracingException("OTEL_ variables: " + told(e.getMessage()));
        }
    }

    /** Without what may be a secret. */
    private static String told(String message) {
        return message == null || message.contains("headers")
                ? "one of them can't be read"
                : message.lines().findFirst().orElse("");
    }

    private static Resource named(Resource resource, String version) {
        String name = resource.getAttribute(NAME);
        boolean unnamed = name == null || name.startsWith("unknown_service");
        return resource.toBuilder()
                .put(NAME, unnamed ? "afluente" : name)
                .put(VERSION, Optional.ofNullable(resource.getAttribute(VERSION)).orElse(version))
                .build();
    }
}
