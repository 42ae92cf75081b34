package io.afluente.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A plain HTTP client of a server on this machine. */
public record Http(int port) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** The answer to a GET. */
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /** The answer to a POST. */
    public HttpResponse<String> post(String path, byte[] body, String... headers) {
        return send(
                request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    }

    /** The same, without waiting for the answer. */
    public CompletableFuture<HttpResponse<String>> postLater(
            String path, byte[] body, String... headers) {
        HttpRequest request =
                request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    /** The same, whose answer is no text. */
    public HttpResponse<byte[]> postForBytes(String path, byte[] body, String... headers) {
        return send(
                request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return send(request, BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(request + ": " + e, e);
        }
    }
}
