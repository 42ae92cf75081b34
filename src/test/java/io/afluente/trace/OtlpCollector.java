package io.afluente.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector on loopback: takes spans by OTLP over HTTP, as Protobuf, and keeps them. */
public final class OtlpCollector implements AutoCloseable {
    private final HttpServer server;
    private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();
    private final List<String> tenants = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    private OtlpCollector(HttpServer server) {
        this.server = server;
    }

    public static OtlpCollector start() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        OtlpCollector collector = new OtlpCollector(server);
        server.createContext("/v1/traces", collector::take);
        server.start();
        return collector;
    }

    /** The value of OTEL_EXPORTER_OTLP_ENDPOINT. */
    public String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** From now on answers so. */
    public void answer(int code) {
        status = code;
    }

    public List<ResourceSpans> received() {
        return received;
    }

    /** The header x-tenant of each request. */
    public List<String> tenants() {
        return tenants;
    }

    public List<Span> spans() {
        return received.stream()
                .flatMap(of -> of.getScopeSpansList().stream())
                .flatMap(of -> of.getSpansList().stream())
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            tenants.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-tenant")));
            received.addAll(ExportTraceServiceRequest.parseFrom(body).getResourceSpansList());
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
