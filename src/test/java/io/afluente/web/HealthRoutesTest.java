package io.afluente.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthRoutesTest {
    @Test
    void shouldBeReadyOnlyIfEachRoleIs() {
        RoleHealth classify = new RoleHealth("classify", () -> true, () -> true);
        RoleHealth waiting = new RoleHealth("learn", () -> true, () -> false);

        assertThat(get("/readyz", classify).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = get("/readyz", classify, waiting);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("classify: yes\nlearn: no\n");
    }

    @Test
    void shouldLiveWhileNoRoleIsDead() {
        RoleHealth waiting = new RoleHealth("learn", () -> true, () -> false);
        RoleHealth dead = new RoleHealth("classify", () -> false, () -> true);

        assertThat(get("/livez", waiting).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = get("/livez", waiting, dead);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("learn: yes\nclassify: no\n");
    }

    private static HttpResponse<String> get(String path, RoleHealth... roles) {
        try (WebServer server =
                WebServer.start("127.0.0.1", 0, List.of(new HealthRoutes(List.of(roles))))) {
            return new Http(server.port()).get(path);
        }
    }
}
