package io.afluente.stream.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that has pictures, and can behave badly in many ways. */
public final class PictureServer implements AutoCloseable {
    /** Answers one request. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public PictureServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        asked.add(path);
        try (exchange) {
            answers.getOrDefault(path, status(404)).to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The URL of a path, by the address of this machine. */
    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** Which paths were asked for, in that order. */
    public List<String> asked() {
        return asked;
    }

    public PictureServer at(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public PictureServer at(String path, byte[] picture) {
        return at(path, exchange -> send(exchange, picture));
    }

    public static void send(HttpExchange exchange, byte[] picture) throws IOException {
        exchange.sendResponseHeaders(200, picture.length);
        exchange.getResponseBody().write(picture);
    }

    public static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    static Answer redirect(int status, String target) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** Says so many bytes, and keeps on sending for as long as somebody listens. */
    static Answer endless(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 0);
            OutputStream out = exchange.getResponseBody();
            byte[] much = new byte[1 << 16];
            while (true) {
                out.write(much);
            }
        };
    }

    /** Begins an answer, and does not end it while the server runs. */
    Answer slowBody() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            closed.await();
        };
    }

    /** Does not even begin an answer. */
    public Answer silence() {
        return exchange -> closed.await();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
