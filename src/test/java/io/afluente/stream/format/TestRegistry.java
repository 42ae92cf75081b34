package io.afluente.stream.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The HTTP interface of a registry, of which a test says how it is. */
public final class TestRegistry implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final List<JsonNode> schemas = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int sick;
    private volatile String wanted;

    public TestRegistry() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Formats of topics, with this registry. */
    public ValueFormats formats(Map<String, ValueFormat> byTopic) {
        return new ValueFormats(byTopic, Optional.of(RegistrySettings.open(url())));
    }

    /** Keeps a schema and says its number. */
    public synchronized int keep(ValueFormat format, String text) {
        schemas.add(
                JSON.createObjectNode()
                        .put("schema", text)
                        .put("schemaType", format.registryName()));
        return schemas.size();
    }

    /** Keeps a schema that refers to others. */
    public synchronized int keepReferring(String text) {
        ObjectNode schema = JSON.createObjectNode().put("schema", text);
        schema.putArray("references").addObject().put("name", "other").put("version", 1);
        schemas.add(schema);
        return schemas.size();
    }

    /** Answers with a status alone from now on; 0 for well again. */
    public void beSick(int status) {
        sick = status;
    }

    /** Answers nobody but who says this. */
    public void want(String authorization) {
        wanted = authorization;
    }

    /** What it was asked, such as {@code GET /schemas/ids/1}. */
    public List<String> asked() {
        return asked;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (sick > 0) {
            send(exchange, sick, "{}");
        } else if (wanted != null
                && !wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"message\":\"who are you?\"}");
        } else if (path.startsWith("/schemas/ids/")) {
            int id = Integer.parseUnsignedInt(path.substring("/schemas/ids/".length()));
            boolean known = id > 0 && id <= schemas.size();
            send(exchange, known ? 200 : 404, known ? schemas.get(id - 1).toString() : "{}");
        } else {
            register(exchange, path, JSON.readTree(body));
        }
    }

    private void register(HttpExchange exchange, String path, JsonNode schema) throws IOException {
        int id = schemas.indexOf(schema) + 1;
        if (id == 0 && path.endsWith("/versions")) {
            schemas.add(schema);
            id = schemas.size();
        }
        send(exchange, id == 0 ? 404 : 200, "{\"id\":" + id + "}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
