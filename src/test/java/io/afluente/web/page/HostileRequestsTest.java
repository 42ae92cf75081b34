package io.afluente.web.page;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that mean harm, byte by byte as no well-behaved client would send them. */
class HostileRequestsTest {
    private static final String LOCAL = "Host: localhost\r\n";

    private final Feed feed = new Feed();
    private final WebServer server =
            WebServer.start("127.0.0.1", 0, List.of(new PageFiles(), new EventRoutes(feed)));
    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        feed.close();
        for (Socket socket : open) {
            socket.close();
        }
        server.close();
    }

    @Test
    void shouldServeThePageToThoseWhoAskForIt() throws IOException {
        assertThat(answer("GET / HTTP/1.1\r\n" + LOCAL + "\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/js/..%2f..%2f..%2fetc/passwd",
                "/js/..%5c..%5cetc%5cpasswd",
                "/js/..;/..;/etc/passwd",
                "/js/%252e%252e/%252e%252e/etc/passwd",
                "/js/page.js%00.html",
                "//etc/passwd",
                "/META-INF/MANIFEST.MF",
                "/web/../logback.xml",
                "/js/"
            })
    void shouldGiveNoFileThatIsNotThePages(String path) throws IOException {
        String answer = answer("GET " + path + " HTTP/1.1\r\n" + LOCAL + "\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("root:", "<config");
    }

    @ParameterizedTest
    @CsvSource({
        "too long a header, 'GET / HTTP/1.1\nX-Long: %s', 9000, 431",
        "too many headers, 'GET / HTTP/1.1\n%s', 0, 431",
        "too long an address, 'GET /%s HTTP/1.1', 9000, 414",
        "no HTTP at all, '\u0016\u0003\u0001%s', 20, 400",
        "two lengths, 'POST / HTTP/1.1\nContent-Length: 1\nContent-Length: 2', 0, 400",
        "a length and chunks, 'POST / HTTP/1.1\nContent-Length: 1\nTransfer-Encoding: chunked', 0,"
                + " 400",
        "a folded header, 'GET / HTTP/1.1\nX-A: b\n c', 0, 400",
        "two hosts, 'GET / HTTP/1.1\nHost: evil.example', 0, 400",
    })
    void shouldRefuse(String what, String head, int length, int status) throws IOException {
        String many = "X-Many: again and again and again\r\n".repeat(400).strip();
        String filled = head.replace("%s", length == 0 ? many : "a".repeat(length));
        String answer =
                answer(
                        filled.replace("\n", "\r\n").replace("\r\r", "\r")
                                + "\r\n"
                                + LOCAL
                                + "\r\n");

        assertThat(answer).as(what).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).doesNotContain("at org.", "Exception:");
    }

    @Test
    void shouldLetOnlySoManyPagesListen() throws IOException {
        feed.publish("live", "news");
        for (int i = 0; i < 16; i++) {
            assertThat(begin("GET /events HTTP/1.1\r\n" + LOCAL + "\r\n")).contains(" 200 ");
        }

        String answer = answer("GET /events HTTP/1.1\r\n" + LOCAL + "\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 503 ")
                .contains("Retry-After: 10", "too many pages are open");
        assertThat(answer("GET / HTTP/1.1\r\n" + LOCAL + "\r\n")).contains(" 200 ");
    }

    /** The first line of an answer; the connection stays open. */
    private String begin(String request) throws IOException {
        return new String(send(request).getInputStream().readNBytes(16), US_ASCII);
    }

    /** All that comes until the server closes the connection, as it is asked to. */
    private String answer(String request) throws IOException {
        int end = request.lastIndexOf("\r\n");
        Socket socket = send(request.substring(0, end) + "Connection: close\r\n\r\n");
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    private Socket send(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        open.add(socket);
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return socket;
    }
}
