package io.afluente.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Routes HELLO =
            routes -> routes.get("/", request -> request.result(request.scheme()));

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void shouldAnswerByTlsAlone(String kind) throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, kind);
        try (WebServer server = serve(certificate.write(folder))) {
            HttpResponse<String> answer = get(server, certificate, "TLSv1.2", "TLSv1.3");

            assertThat(answer.body()).isEqualTo("https");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(get(server, certificate, "TLSv1.2").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> new Http(server.port()).get("/"))
                    .as("plain HTTP on the same port")
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void shouldTakeANewCertificateOnceItsFilesGoTogether() throws Exception {
        TestCertificate first = TestCertificate.make(folder, "EC");
        TestCertificate second = TestCertificate.make(folder, "EC");
        TlsFiles files = first.write(folder);
        try (WebServer server = serve(files)) {
            assertThat(get(server, first).statusCode()).isEqualTo(200);

            Files.writeString(files.key(), "half of it");
            assertThat(get(server, first).statusCode()).as("the old serves").isEqualTo(200);
            second.write(folder);

            Waiting.until("the new certificate", () -> trusts(server, second));
            assertThat(trusts(server, first)).isFalse();
        }
    }

    @Test
    void shouldReadKeysAsOlderToolsWriteThem() throws IOException {
        for (String kind : List.of("RSA", "EC")) {
            TestCertificate certificate = TestCertificate.make(folder, kind);
            TlsFiles files = certificate.write(folder);
            String old = TestCertificate.pem(kind + " PRIVATE KEY", inside(certificate.key()));
            Files.writeString(
                    files.key(),
                    "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                            + old);

            files.check();
        }
    }

    @Test
    void shouldSayWhichFileIsWrongAndWhy() throws IOException {
        TlsFiles files = TestCertificate.make(folder, "EC").write(folder);
        String certificate = Files.readString(files.certificate());
        String key = Files.readString(files.key());

        Files.writeString(files.certificate(), key);
        assertRefused(files, "tls.crt: no certificate in it (-----BEGIN CERTIFICATE-----)");
        Files.writeString(files.certificate(), TestCertificate.pem("CERTIFICATE", new byte[99]));
        assertRefused(files, "tls.crt: a certificate in it is damaged");
        Files.writeString(files.certificate(), certificate);
        Files.writeString(files.key(), certificate);
        assertRefused(files, "tls.key: no private key in it (-----BEGIN PRIVATE KEY-----)");
        Files.writeString(files.key(), key.replace("PRIVATE", "ENCRYPTED PRIVATE"));
        assertRefused(files, "tls.key: has a password; openssl pkey");
        Files.writeString(files.key(), TestCertificate.pem("PRIVATE KEY", new byte[99]));
        assertRefused(files, "tls.key: is damaged, or no EC key as the certificate's");
        Files.delete(files.key());
        assertRefused(files, "tls.key: there is no such file to read");
        Path other = Files.createDirectory(folder.resolve("other"));
        TlsFiles others = TestCertificate.make(folder, "EC").write(other);
        assertRefused(
                new TlsFiles(files.certificate(), others.key()),
                "tls.key: is not the key of the certificate");
        TlsFiles old =
                TestCertificate.make(folder, "EC", "-startdate", "-9d", "-validity", "3")
                        .write(folder);
        assertRefused(old, "tls.crt: expired at ");
    }

    private void assertRefused(TlsFiles files, String words) {
        assertThatThrownBy(files::check)
                .isInstanceOf(BadTlsFileException.class)
                .hasMessageStartingWith(folder.toString())
                .hasMessageContaining(words);
    }

    /** The key within its frame: as PKCS#1 or SEC 1 have it. */
    private static byte[] inside(byte[] pkcs8) {
        ByteBuffer frame = content(ByteBuffer.wrap(pkcs8));
        content(frame); // a version
        content(frame); // the kind of key
        byte[] key = new byte[content(frame).remaining()];
        System.arraycopy(pkcs8, pkcs8.length - frame.remaining() - key.length, key, 0, key.length);
        return key;
    }

    /** What is inside of the next value of DER. */
    private static ByteBuffer content(ByteBuffer values) {
        values.get();
        int length = values.get() & 0xff;
        if (length >= 0x80) {
            length = length == 0x81 ? values.get() & 0xff : values.getShort();
        }
        ByteBuffer content = values.slice(values.position(), length);
        values.position(values.position() + length);
        return content;
    }

    private static WebServer serve(TlsFiles files) {
        return WebServer.start("127.0.0.1", 0, List.of(HELLO), files, GLANCE);
    }

    private static boolean trusts(WebServer server, TestCertificate certificate) {
        try {
            return get(server, certificate).statusCode() == 200;
        } catch (SSLException e) {
            return false;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> get(
            WebServer server, TestCertificate trusted, String... protocols)
            throws IOException, InterruptedException {
        SSLParameters parameters = new SSLParameters();
        if (protocols.length > 0) {
            parameters.setProtocols(protocols);
        }
        HttpClient client =
                HttpClient.newBuilder()
                        .sslContext(trusted.trusted())
                        .sslParameters(parameters)
                        .build();
        URI address = URI.create("https://localhost:%d/".formatted(server.port()));
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
