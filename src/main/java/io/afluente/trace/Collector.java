package io.afluente.trace;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The collector that OpenTelemetry's standard variables name. What is refused here would fail later
 * and with a worse message, or tell a secret.
 *
 * @param properties the variables as OpenTelemetry's SDK names them, {@code otel.traces.exporter}
 */
record Collector(Map<String, String> properties) {
    private static final String PREFIX = "OTEL_";
    private static final String EXPORTER = "OTEL_TRACES_EXPORTER";
    private static final String OTLP = "OTEL_EXPORTER_OTLP_";
    private static final String OTLP_TRACES = "OTEL_EXPORTER_OTLP_TRACES_";
    private static final String HTTP = "http/protobuf";
    private static final List<String> SCHEMES = List.of("http", "https");
    private static final String USUAL = "http://localhost:4318";

    /**
     * Reads the environment.
     *
     * @return empty where nobody wants spans
     * @throws TracingException if a variable says what can't be done
     */
    static Optional<Collector> in(Map<String, String> environment) {
        String exporter = value(environment, EXPORTER);
        boolean named = given(environment, "ENDPOINT").isPresent();
        boolean wanted = exporter.isEmpty() ? named : !exporter.equals("none");
        if (!wanted || value(environment, "OTEL_SDK_DISABLED").equalsIgnoreCase("true")) {
            return Optional.empty();
        }
        require(
                exporter.isEmpty() || exporter.equals("otlp"),
                EXPORTER + ": otlp or none, not \"" + exporter + "\"");
        String protocol = given(environment, "PROTOCOL").orElse(HTTP);
        require(
                protocol.equals(HTTP),
                "%sPROTOCOL: only %s is spoken, not \"%s\"".formatted(OTLP, HTTP, protocol));
        given(environment, "HEADERS").ifPresent(Collector::requirePairs);
        return Optional.of(new Collector(properties(environment)));
    }

    private static void requirePairs(String headers) {
        boolean pairs =
                Arrays.stream(headers.split(",", -1)).allMatch(pair -> pair.indexOf('=') > 0);
        require(pairs, OTLP + "HEADERS: must be NAME=VALUE, or several with commas between");
    }

    /** Of traces alone, else of all that is sent. */
    private static Optional<String> given(Map<String, String> environment, String name) {
        return List.of(OTLP_TRACES + name, OTLP + name).stream()
                .map(variable -> value(environment, variable))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private static Map<String, String> properties(Map<String, String> environment) {
        Map<String, String> properties = new TreeMap<>();
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX)) {
                        properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
                    }
                });
        properties.put("otel.traces.exporter", "otlp");
        properties.put("otel.exporter.otlp.protocol", HTTP);
        // figures and logs go their own ways, and records carry the W3C's headers
        properties.put("otel.metrics.exporter", "none");
        properties.put("otel.logs.exporter", "none");
        properties.put("otel.propagators", "tracecontext");
        return properties;
    }

    /** Where it is, without what may be a password. */
    String address() {
        String given =
                properties.getOrDefault(
                        "otel.exporter.otlp.traces.endpoint",
                        properties.getOrDefault("otel.exporter.otlp.endpoint", USUAL));
        try {
            URI uri = URI.create(given.strip());
            if (uri.getHost() != null && SCHEMES.contains(uri.getScheme())) {
                String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                return uri.getScheme() + "://" + uri.getHost() + port;
            }
        } catch (IllegalArgumentException notEvenOne) {
            // told below, and without what may be a password
        }
        throw new TracingException(OTLP + "ENDPOINT: must be http://HOST:PORT or https://...");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new TracingException(otherwise);
        }
    }
}
