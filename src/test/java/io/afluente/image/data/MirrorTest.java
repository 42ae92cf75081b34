package io.afluente.image.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.afluente.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    private static final TestFiles FILES = TestFiles.of("images", "labels");

    @TempDir private Path folder;
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private Mirror mirror;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        mirror = new Mirror(URI.create(address(server.getAddress().getPort())));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldUnpackAndCheckWhatItDownloads() throws Exception {
        answers.put("/mnist/images.gz", TestFiles.packed("images"));
        answers.put("/mnist/labels.gz", TestFiles.packed("labels"));
        mirror.fetch(FILES.files(), folder);
        FILES.assertIn(folder);
    }

    @Test
    void shouldSayWhatTheServerAnswered() {
        assertThatThrownBy(() -> mirror.fetch(FILES.files(), folder))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("/mnist/images.gz answered 404 without the file");
    }

    @Test
    void shouldRefuseAFileWithAnotherHash() {
        answers.put("/mnist/images.gz", TestFiles.packed("labels"));
        assertThatThrownBy(() -> mirror.fetch(FILES.files(), folder))
                .isInstanceOf(IOException.class)
                .hasMessage("images: its SHA-256 is not the known one");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldRefuseWhatIsNoGzip() {
        answers.put("/mnist/images.gz", "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> mirror.fetch(FILES.files(), folder))
                .isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldNotDownloadMoreThanTheFileCanHave() {
        answers.put("/mnist/images.gz", new byte[1 << 20]);
        assertThatThrownBy(() -> mirror.fetch(FILES.files(), folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answered 200 without the file");
    }

    @Test
    void shouldFailAtOnceWhenNobodyListens() {
        Mirror nobody = new Mirror(URI.create(address(FreePorts.takeOne())));

        assertThatThrownBy(() -> nobody.fetch(FILES.files(), folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no connection");
    }

    private static String address(int port) {
        return "http://localhost:" + port + "/mnist";
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = answers.get(exchange.getRequestURI().getPath());
        try (exchange) {
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }
}
