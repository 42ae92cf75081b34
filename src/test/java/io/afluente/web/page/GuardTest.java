package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.web.Http;
import io.afluente.web.WebServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final byte[] NOTHING = {};

    private final WebServer server = serving(new Guard("open"));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldLetThePageItselfChangeThings() {
        assertThat(post("X-Afluente", "1")).isEqualTo(200);
        assertThat(post("X-Afluente", "1", "Origin", "http://localhost:" + server.port()))
                .isEqualTo(200);
        assertThat(post("X-Afluente", "1", "Sec-Fetch-Site", "same-origin")).isEqualTo(200);
    }

    @Test
    void shouldRefuseRequestsThatOtherSitesCanMake() {
        assertThat(post()).as("without the page's header").isEqualTo(403);
        assertThat(post("X-Afluente", "1", "Origin", "http://evil.example")).isEqualTo(403);
        assertThat(post("X-Afluente", "1", "Origin", "null")).isEqualTo(403);
        assertThat(post("X-Afluente", "1", "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(post("X-Afluente", "1", "Sec-Fetch-Site", "same-site")).isEqualTo(403);
    }

    @Test
    void shouldAskForTheTokenWhereAProxyHasForwarded() {
        assertThat(post("X-Afluente", "1", "X-Forwarded-For", "127.0.0.1")).isEqualTo(401);
        assertThat(forwarded("Bearer shut")).isEqualTo(401);
        assertThat(forwarded("Bearer open")).isEqualTo(200);
    }

    @Test
    void shouldAskForNoTokenWhereNoneWouldDo() {
        try (WebServer closed = serving(new Guard(""))) {
            Http http = new Http(closed.port());

            assertThat(http.post("/", NOTHING, "X-Afluente", "1").statusCode()).isEqualTo(200);
            var elsewhere = http.post("/", NOTHING, "X-Afluente", "1", "Forwarded", "for=x");
            assertThat(elsewhere.statusCode()).isEqualTo(403);
            assertThat(elsewhere.body()).contains("--http-token allows others");
        }
    }

    @Test
    void shouldRefuseTooManyRequests() {
        for (int i = 0; i < 1_000; i++) {
            if (post("X-Afluente", "1") == 429) {
                return;
            }
        }
        throw new AssertionError("nothing was refused");
    }

    private static WebServer serving(Guard guard) {
        return WebServer.start("127.0.0.1", 0, List.of(routes -> routes.post("/", guard::check)));
    }

    private int forwarded(String authorization) {
        return post("X-Afluente", "1", "Forwarded", "for=x", "Authorization", authorization);
    }

    private int post(String... headers) {
        return new Http(server.port()).post("/", NOTHING, headers).statusCode();
    }
}
