package io.afluente.stream.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches what is allowed, within limits, and nothing else. */
class FetcherTest {
    private static final byte[] PICTURE = "a picture, say".getBytes(UTF_8);
    private static final int MOST = 1_000;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final PictureServer server = new PictureServer().at("/in/picture", PICTURE);
    private final PictureServer other = new PictureServer().at("/in/picture", PICTURE);
    private final String here = server.url("/in/");

    @AfterEach
    void stop() {
        server.close();
        other.close();
    }

    @Test
    void shouldFetchWhatIsAllowed() {
        assertThat(fetcher(LONG, here).fetch(reference(here + "picture"))).isEqualTo(PICTURE);
    }

    @Test
    void shouldRefuseEverythingAndNameTheSettingWhereNothingIsAllowed() {
        assertThat(refusal(fetcher(LONG), here + "picture"))
                .hasMessage(
                        "image-url: %spicture: pictures by reference are refused here;"
                                        .formatted(here)
                                + " --fetch-allow names the addresses that may be fetched");
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:PORT/in/picture",
                "http://127.0.0.1/in/picture",
                "https://127.0.0.1:PORT/in/picture",
                "http://127.0.0.1:PORT/other/picture",
                "http://127.0.0.1:PORT/inner/picture",
                "http://127.0.0.1:PORT/",
                "http://127.0.0.1:PORT/in/../other/picture",
                "http://127.0.0.1:PORT/in/..;a/other/picture",
                "http://127.0.0.1:PORT/in/%2e%2e/other/picture",
                "http://127.0.0.1:PORT/in/..%2fother/picture",
                "http://127.0.0.1:PORT/in/.%5c/picture",
                "http://127.0.0.1:PORT@evil.example/in/picture",
                "http://user:secret@127.0.0.1:PORT/in/picture",
                "http://127.0.0.1:PORT/in/picture#part",
                "http://127.0.0.1:PORT\\@evil.example/in/picture",
                "//127.0.0.1:PORT/in/picture",
                "/in/picture",
                "http:127.0.0.1:PORT/in/picture",
                "http:///in/picture",
                "ftp://127.0.0.1:PORT/in/picture",
                "gopher://127.0.0.1:PORT/in/picture",
                "jar:http://127.0.0.1:PORT/in/picture!/a",
                "file:///etc/passwd",
                "file://127.0.0.1/etc/passwd",
                "s3://bucket/picture",
                "data:image/png;base64,AAAA",
                "http://127.0.0.1:PORT/in/pic ture",
                ""
            })
    void shouldAskNobodyForWhatIsNotAllowed(String url) {
        String asked = url.replace("PORT", String.valueOf(server.port()));

        assertThat(refusal(fetcher(LONG, here), asked))
                .returns(false, FetchException::isPassing)
                .message()
                .startsWith("image-url: ");
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "[::1]", "0.0.0.0"})
    void shouldRefusePrivateAddressesUnlessTheirHostIsNamed(String host) {
        String all = "http://*:%d/".formatted(server.port());
        String url = "http://%s:%d/in/picture".formatted(host, server.port());

        assertThat(refusal(fetcher(LONG, all), url))
                .returns(false, FetchException::isPassing)
                .message()
                .contains("--fetch-allow does not name");
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void shouldFollowARedirectToWhatIsAllowed(int status) {
        server.at("/in/moved", PictureServer.redirect(status, "/in/again"));
        server.at("/in/again", PictureServer.redirect(status, here + "picture"));

        assertThat(fetcher(LONG, here).fetch(reference(here + "moved"))).isEqualTo(PICTURE);
    }

    @Test
    void shouldNotFollowARedirectToWhatIsNotAllowed() {
        for (String target :
                List.of(
                        other.url("/in/picture"),
                        "/elsewhere",
                        "file:///etc/passwd",
                        "ftp://127.0.0.1/",
                        "http://user@127.0.0.1:%d/in/picture".formatted(server.port()),
                        ":")) {
            server.at("/in/moved", PictureServer.redirect(302, target));

            assertThat(refusal(fetcher(LONG, here), here + "moved"))
                    .as(target)
                    .returns(false, FetchException::isPassing);
        }
        assertThat(server.asked()).containsOnly("/in/moved");
        assertThat(other.asked()).isEmpty();
    }

    @Test
    void shouldNotFollowARedirectFromAWildcardToAPrivateAddress() {
        server.at("/in/moved", PictureServer.redirect(302, other.url("/in/picture")));
        String wildcard = "http://*:%d/".formatted(other.port());

        assertThat(refusal(fetcher(LONG, here, wildcard), here + "moved"))
                .message()
                .contains("--fetch-allow does not name");
        assertThat(other.asked()).isEmpty();
    }

    @Test
    void shouldNotRunInCircles() {
        server.at("/in/moved", PictureServer.redirect(302, "/in/moved"));

        assertThat(refusal(fetcher(LONG, here), here + "moved"))
                .message()
                .endsWith("more than 3 redirects");
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void shouldHangUpOnWhatIsTooLarge() {
        server.at("/in/most", new byte[MOST]);
        server.at("/in/more", new byte[MOST + 1]);
        server.at("/in/endless", PictureServer.endless(200));
        Fetcher fetcher = fetcher(LONG, here);

        assertThat(fetcher.fetch(reference(here + "most"))).hasSize(MOST);
        for (String path : List.of("more", "endless")) {
            assertThat(refusal(fetcher, here + path))
                    .returns(false, FetchException::isPassing)
                    .hasMessage("image-url: %s%s: more than the 1,000 bytes allowed", here, path);
        }
    }

    @Test
    void shouldNotListenToAnEndlessRefusal() {
        server.at("/in/endless", PictureServer.endless(404));

        assertThat(refusal(fetcher(LONG, here), here + "endless")).message().endsWith("HTTP 404");
    }

    @Test
    void shouldNotWaitForASlowAnswer() {
        server.at("/in/silent", server.silence());
        server.at("/in/slow", server.slowBody());
        List<PictureReference> all =
                List.of(
                        reference(here + "silent"),
                        reference(here + "picture"),
                        reference(here + "slow"));

        Map<PictureReference, Fetched> fetched = fetcher(SHORT, here).fetch(all, MOST);

        assertThat(fetched.get(all.get(1)).bytes()).isEqualTo(PICTURE);
        for (PictureReference slow : List.of(all.get(0), all.get(2))) {
            assertThat(fetched.get(slow).mayCome()).isTrue();
            assertThat(catchThrowableOfType(FetchException.class, () -> fetched.get(slow).bytes()))
                    .message()
                    .endsWith("no whole answer within 2,000 ms");
        }
    }

    @Test
    void shouldCheckTheHash() {
        Fetcher fetcher = fetcher(LONG, here);
        String right = sha256(PICTURE);
        String wrong = sha256(new byte[1]);

        for (String hash : List.of(right, right.toUpperCase(Locale.ROOT))) {
            assertThat(fetcher.fetch(reference(here + "picture", hash))).isEqualTo(PICTURE);
        }
        assertThat(
                        catchThrowableOfType(
                                FetchException.class,
                                () -> fetcher.fetch(reference(here + "picture", wrong))))
                .returns(false, FetchException::isPassing)
                .message()
                .endsWith("its SHA-256 is %s, and image-sha256 says %s".formatted(right, wrong));
        assertThat(
                        catchThrowableOfType(
                                FetchException.class, () -> reference(here + "picture", "12ab")))
                .message()
                .startsWith("image-sha256: must be 64 hexadecimal digits");
    }

    @ParameterizedTest
    @CsvSource({
        "400,false",
        "401,false",
        "403,false",
        "404,false",
        "410,false",
        "204,false",
        "206,false",
        "408,true",
        "429,true",
        "500,true",
        "502,true",
        "503,true"
    })
    void shouldTellWhatMayPass(int status, boolean passing) {
        server.at("/in/bad", PictureServer.status(status));

        assertThat(refusal(fetcher(LONG, here), here + "bad?token=secret"))
                .returns(passing, FetchException::isPassing)
                .hasMessage("image-url: %sbad: HTTP %d", here, status);
    }

    @Test
    void shouldTryAgainWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String nobody = "http://127.0.0.1:%d/".formatted(port);

        assertThat(refusal(fetcher(LONG, nobody), nobody + "picture"))
                .returns(true, FetchException::isPassing);
    }

    @Test
    void shouldHavePatienceWithWhatPasses() {
        AtomicInteger times = new AtomicInteger();
        server.at(
                "/in/later",
                exchange -> {
                    if (times.incrementAndGet() < 3) {
                        exchange.sendResponseHeaders(503, -1);
                    } else {
                        PictureServer.send(exchange, PICTURE);
                    }
                });

        PatientFetcher patient = new PatientFetcher(fetcher(LONG, here), () -> 0);

        assertThat(patient.fetch(reference(here + "later"))).isEqualTo(PICTURE);
        assertThat(times).hasValue(3);
    }

    @Test
    void shouldHaveNoPatienceWithWhatDoesNotPass() {
        PatientFetcher patient = new PatientFetcher(fetcher(LONG, here), () -> 0);

        assertThat(
                        catchThrowableOfType(
                                FetchException.class,
                                () -> patient.fetch(reference(here + "nothing"))))
                .message()
                .endsWith("HTTP 404");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void shouldWaitNoLongerThanATransactionMayTake() {
        server.at("/in/away", PictureServer.status(503));
        AtomicInteger commits = new AtomicInteger();
        FetchSettings settings =
                new FetchSettings(AllowList.of(List.of(here)), SHORT, Duration.ofMillis(600));
        PatientFetcher patient = new PatientFetcher(new Fetcher(settings, MOST), commits::get);
        FetchException last = null;
        for (int i = 0; i < 50 && (last == null || last.getMessage().endsWith("503")); i++) {
            last = patientRefusal(patient);
        }

        assertThat(last).message().endsWith("took all the time");
        assertThat(last.isPassing()).isTrue();
        commits.incrementAndGet();
        assertThat(patientRefusal(patient)).message().endsWith("HTTP 503");
    }

    private FetchException patientRefusal(PatientFetcher patient) {
        return catchThrowableOfType(
                FetchException.class, () -> patient.fetch(reference(here + "away")));
    }

    @Test
    void shouldFetchInParallel() {
        int together = 8;
        CountDownLatch all = new CountDownLatch(together);
        List<PictureReference> references =
                IntStream.range(0, together).mapToObj(i -> reference(here + i)).toList();
        for (int i = 0; i < together; i++) {
            server.at(
                    "/in/" + i,
                    exchange -> {
                        all.countDown();
                        all.await();
                        PictureServer.send(exchange, PICTURE);
                    });
        }

        assertThat(fetcher(LONG, here).fetch(references, MOST).values())
                .allSatisfy(fetched -> assertThat(fetched.bytes()).isEqualTo(PICTURE));
    }

    @Test
    void shouldLeaveForLaterWhatWouldTakeTooMuchAtATime() {
        List<PictureReference> references =
                IntStream.range(0, 10).mapToObj(i -> reference(here + i)).toList();
        IntStream.range(0, 10).forEach(i -> server.at("/in/" + i, new byte[400]));

        Map<PictureReference, Fetched> fetched = fetcher(LONG, here).fetch(references, MOST);

        assertThat(fetched.get(references.get(0)).bytes()).hasSize(400);
        assertThat(fetched.values().stream().filter(one -> one.size() == 400)).hasSize(3);
        assertThat(fetched.values().stream().filter(Fetched::isLater)).hasSize(7);
    }

    @Test
    void shouldReadFilesOnlyWhereThatIsAllowed(@TempDir Path folder) throws IOException {
        Path real = folder.toRealPath();
        Path inside = Files.createDirectory(real.resolve("in"));
        Path secret = Files.write(real.resolve("secret"), PICTURE);
        Files.write(inside.resolve("picture"), PICTURE);
        Files.write(inside.resolve("large"), new byte[MOST + 1]);
        Files.createSymbolicLink(inside.resolve("link"), secret);
        Fetcher fetcher = fetcher(LONG, inside.toUri().toString());

        assertThat(fetcher.fetch(reference(inside.resolve("picture").toUri().toString())))
                .isEqualTo(PICTURE);
        for (String bad : List.of("link", "large", "missing", ".", "../secret", "%2e%2e/secret")) {
            assertThat(refusal(fetcher, "file:" + inside + "/" + bad))
                    .as(bad)
                    .returns(false, FetchException::isPassing);
        }
    }

    private static Fetcher fetcher(Duration timeout, String... allowed) {
        return new Fetcher(new FetchSettings(AllowList.of(List.of(allowed)), timeout, LONG), MOST);
    }

    private static FetchException refusal(Fetcher fetcher, String url) {
        return catchThrowableOfType(FetchException.class, () -> fetcher.fetch(reference(url)));
    }

    private static PictureReference reference(String url) {
        return new PictureReference("image-url", url, Optional.empty());
    }

    private static PictureReference reference(String url, String sha256) {
        return new PictureReference("image-url", url, Optional.of(sha256));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
