package io.afluente.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private static final Routes ECHO =
            routes -> routes.post("/echo", request -> request.result(request.bodyAsBytes()));
    private static final Routes BROKEN =
            routes ->
                    routes.get(
                            "/broken",
                            request -> {
                                throw new IllegalStateException("the secret of the house");
                            });

    @Test
    void shouldPutSecurityHeadersOnEveryAnswer() {
        try (WebServer server = start(ECHO)) {
            for (String path : List.of("/echo", "/nowhere")) {
                HttpResponse<String> answer = new Http(server.port()).get(path);

                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                        .startsWith("default-src 'none'; script-src 'self'")
                        .doesNotContain("unsafe");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .hasValue("nosniff");
                assertThat(answer.headers().firstValue("Server")).isEmpty();
            }
        }
    }

    @Test
    void shouldRefuseBodiesAboveTheLimitWhetherTheirLengthIsToldOrNot() throws IOException {
        try (WebServer server = start(ECHO)) {
            byte[] largest = new byte[WebServer.MAX_BODY];
            byte[] tooLarge = new byte[WebServer.MAX_BODY + 1];

            assertThat(new Http(server.port()).post("/echo", largest).statusCode()).isEqualTo(200);
            assertThat(statusOf(server, plain(tooLarge.length), new byte[0])).contains(" 413 ");
            assertThat(statusOf(server, "Transfer-Encoding: chunked", chunked(tooLarge)))
                    .contains(" 413 ");
        }
    }

    @Test
    void shouldGiveUpABodyThatTricklesIn() throws IOException {
        try (WebServer server = start(ECHO);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(100);
            String head = "POST /echo HTTP/1.1\r\nHost: localhost\r\n" + plain(100_000);
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(US_ASCII));

            assertThat(trickleUntilAnswered(socket)).contains(" 408 ");
        }
    }

    @Test
    void shouldHangUpOnAHeaderThatNeverEnds() throws IOException {
        try (WebServer server = WebServer.start("127.0.0.1", 0, List.of(ECHO), 200);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(US_ASCII));

            String said = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            assertThat(said)
                    .satisfiesAnyOf(
                            s -> assertThat(s).isEmpty(), s -> assertThat(s).contains(" 408 "));
        }
    }

    @Test
    void shouldHaveOneMoreThanTheLimitWaitUntilOneLeaves() throws IOException {
        List<Socket> all = new ArrayList<>();
        try (WebServer server = start(ECHO)) {
            for (int i = 0; i < WebServer.MAX_CONNECTIONS; i++) {
                all.add(asking(server));
                assertThat(statusLine(all.get(i))).contains(" 404 ");
            }
            Socket oneMore = asking(server);
            all.add(oneMore);
            oneMore.setSoTimeout(200);
            assertThatThrownBy(() -> statusLine(oneMore))
                    .isInstanceOf(SocketTimeoutException.class);

            all.get(0).close();

            oneMore.setSoTimeout(10_000);
            assertThat(statusLine(oneMore)).contains(" 404 ");
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    /** A client that has asked, and stays. */
    private static Socket asking(WebServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(20), US_ASCII);
    }

    /** A byte now and then, until the server has had enough. */
    private static String trickleUntilAnswered(Socket socket) throws IOException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            try {
                byte[] said = socket.getInputStream().readNBytes(40);
                return new String(said, US_ASCII);
            } catch (SocketTimeoutException stillListening) {
                socket.getOutputStream().write('a');
            }
        }
        throw new AssertionError("it still listens after 30 s");
    }

    @Test
    void shouldAnswerToLocalNamesOnlyWhereItListensLocally() throws IOException {
        try (WebServer server = start(ECHO)) {
            assertThat(hostAnswer(server, "evil.example")).contains(" 421 ");
            assertThat(hostAnswer(server, "evil.example:" + server.port())).contains(" 421 ");
            assertThat(hostAnswer(server, "127.0.0.1.evil.example")).contains(" 421 ");
            assertThat(hostAnswer(server, "localhost:" + server.port())).contains(" 404 ");
            assertThat(hostAnswer(server, "127.0.0.1")).contains(" 404 ");
            assertThat(hostAnswer(server, "[::1]:80")).contains(" 404 ");
        }
    }

    @Test
    void shouldSayNothingOfItsInsideWhenAHandlerFails() {
        try (WebServer server = start(BROKEN)) {
            HttpResponse<String> answer = new Http(server.port()).get("/broken");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret", "Exception", "at io.");
        }
    }

    @Test
    void shouldSayWhichPortIsTaken() {
        try (WebServer server = start(ECHO)) {
            int taken = server.port();

            assertThatThrownBy(() -> WebServer.start("127.0.0.1", taken, List.of()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1:" + taken)
                    .hasMessageContaining("--http-port 0");
        }
    }

    private static WebServer start(Routes... routes) {
        return WebServer.start("127.0.0.1", 0, List.of(routes));
    }

    private static String hostAnswer(WebServer server, String host) throws IOException {
        return statusOf(server, "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    private static String statusOf(WebServer server, String header, byte[] body)
            throws IOException {
        String head = "POST /echo HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n";
        return statusOf(server, head + new String(body, US_ASCII));
    }

    private static String statusOf(WebServer server, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(40), US_ASCII);
        }
    }

    private static String plain(int length) {
        return "Content-Length: " + length;
    }

    private static byte[] chunked(byte[] body) {
        String chunk = Integer.toHexString(body.length) + "\r\n" + new String(body, US_ASCII);
        return (chunk + "\r\n0\r\n\r\n").getBytes(US_ASCII);
    }
}
