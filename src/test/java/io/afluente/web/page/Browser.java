package io.afluente.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * A headless Chromium with one page, driven through its DevTools protocol: the same clicks, keys
 * and pen strokes as a person's.
 */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** A point of the page, in CSS pixels. */
    record Point(double x, double y) {}

    private Browser(Process process, Path profile, int port) throws Exception {
        this.process = process;
        this.profile = profile;
        String page =
                JSON.readTree(
                                HTTP.send(
                                                HttpRequest.newBuilder(
                                                                URI.create(
                                                                        "http://127.0.0.1:"
                                                                                + port
                                                                                + "/json/new?about:blank"))
                                                        .PUT(HttpRequest.BodyPublishers.noBody())
                                                        .build(),
                                                BodyHandlers.ofString())
                                        .body())
                        .get("webSocketDebuggerUrl")
                        .asText();
        this.socket =
                HTTP.newWebSocketBuilder().buildAsync(URI.create(page), new Listener()).join();
        send("Page.enable", Map.of());
        send("Runtime.enable", Map.of());
        send("Log.enable", Map.of());
        send("Network.enable", Map.of());
    }

    /** Where Chromium is on this machine; empty if it has none. */
    static Optional<Path> chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start() throws Exception {
        Path profile = Files.createTempDirectory("afluente-browser-");
        Process process =
                new ProcessBuilder(
                                chromium().orElseThrow().toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--disable-dev-shm-usage",
                                "--hide-scrollbars",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new Browser(process, profile, port(process, profile));
    }

    private static int port(Process process, Path profile) throws IOException {
        Path file = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file) || Files.readString(file).lines().count() < 2) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("Chromium did not start");
            }
            Thread.onSpinWait();
        }
        return Integer.parseInt(Files.readString(file).lines().findFirst().orElseThrow());
    }

    /** Opens an address and waits until the page has loaded. */
    void open(String address) {
        send("Page.navigate", Map.of("url", address));
        await("document.readyState === 'complete' && location.href.startsWith('" + address + "')");
    }

    /** The value of an expression, promises awaited. */
    JsonNode evaluate(String expression) {
        JsonNode answer =
                send(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "awaitPromise",
                                true,
                                "returnByValue",
                                true,
                                "userGesture",
                                true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** The text of the first element that a selector finds. */
    String text(String selector) {
        return evaluate("document.querySelector('" + selector + "').innerText").asText();
    }

    /** Waits until an expression is true. */
    void await(String expression) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate("Boolean(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never came true: " + expression);
            }
            evaluate("new Promise(done => requestAnimationFrame(done))");
        }
    }

    /** Waits until an element's text has something in it. */
    void awaitText(String selector, String part) {
        await(
                "document.querySelector('%s')?.innerText.includes(%s)"
                        .formatted(selector, quoted(part)));
    }

    /** Where an element is. */
    JsonNode box(String selector) {
        return evaluate(
                "(() => { const e = document.querySelector('"
                        + selector
                        + "'); e.scrollIntoView({block: 'center'});"
                        + " return e.getBoundingClientRect().toJSON(); })()");
    }

    void click(String selector) {
        JsonNode box = box(selector);
        Point middle =
                new Point(
                        box.get("x").asDouble() + box.get("width").asDouble() / 2,
                        box.get("y").asDouble() + box.get("height").asDouble() / 2);
        drag(List.of(middle));
    }

    /** Draws one stroke on an element. Points go from 0 to 1 across it. */
    void draw(String selector, Point... points) {
        JsonNode box = box(selector);
        List<Point> path = new ArrayList<>();
        for (Point point : points) {
            path.add(
                    new Point(
                            box.get("x").asDouble() + point.x * box.get("width").asDouble(),
                            box.get("y").asDouble() + point.y * box.get("height").asDouble()));
        }
        drag(path);
    }

    private void drag(List<Point> path) {
        mouse("mousePressed", path.get(0), 1);
        path.forEach(point -> mouse("mouseMoved", point, 1));
        mouse("mouseReleased", path.get(path.size() - 1), 0);
    }

    private void mouse(String type, Point at, int buttons) {
        send(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        at.x,
                        "y",
                        at.y,
                        "button",
                        "left",
                        "buttons",
                        buttons,
                        "clickCount",
                        1));
    }

    /** Presses and releases a key, such as Enter. */
    void press(String key) {
        String text = key.equals("Space") ? " " : key;
        for (String type : List.of("keyDown", "keyUp")) {
            send("Input.dispatchKeyEvent", Map.of("type", type, "key", text, "code", key));
        }
    }

    /** Chooses files in a file field. */
    void choose(String selector, List<Path> files) {
        JsonNode root = send("DOM.getDocument", Map.of()).get("root");
        JsonNode field =
                send(
                        "DOM.querySelector",
                        Map.of("nodeId", root.get("nodeId"), "selector", selector));
        send(
                "DOM.setFileInputFiles",
                Map.of(
                        "nodeId",
                        field.get("nodeId"),
                        "files",
                        files.stream().map(Path::toString).toList()));
    }

    /** A window of this width and colour scheme. */
    void look(int width, int height, boolean dark) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        send(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        dark ? "dark" : "light"))));
    }

    /** A picture of the whole page, or of the window alone. */
    void screenshot(Path file, boolean whole) throws IOException {
        evaluate("scrollTo(0, 0)");
        JsonNode shot =
                send(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", whole));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
    }

    /** Errors and violated policies that the page has logged. */
    List<String> complaints() {
        return complaints;
    }

    /** Calls a method of the protocol. */
    JsonNode send(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        try {
            String message =
                    JSON.writeValueAsString(
                            Map.of("id", id, "method", method, "params", parameters));
            socket.sendText(message, true).join();
            JsonNode given = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (given.has("error")) {
                throw new AssertionError(method + ": " + given.get("error"));
            }
            return given.path("result");
        } catch (Exception e) {
            throw new AssertionError(method + ": " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        process.onExit().join();
        Utils.delete(profile.toFile());
    }

    private static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        private void take(String message) {
            try {
                JsonNode said = JSON.readTree(message);
                if (said.has("id")) {
                    answers.remove(said.get("id").asInt()).complete(said);
                } else if (said.get("method").asText().equals("Runtime.exceptionThrown")
                        || said.path("params")
                                .path("entry")
                                .path("level")
                                .asText()
                                .equals("error")) {
                    complaints.add(said.get("params").toString());
                }
            } catch (IOException e) {
                complaints.add(e.toString());
            }
        }
    }
}
