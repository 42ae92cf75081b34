package io.afluente.service;

import io.afluente.setting.HttpPort;
import io.afluente.web.HealthRoutes;
import io.afluente.web.MetricsRoutes;
import io.afluente.web.PrometheusMeters;
import io.afluente.web.RoleHealth;
import io.afluente.web.Routes;
import io.afluente.web.WebServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Roles at work in this process, and HTTP that tells how they are. */
public final class Service implements AutoCloseable {
    private final CloseInOrder open = new CloseInOrder();
    private final WebServer http;
    private final HttpPort port;
    private final CompletableFuture<Object> ended;

    private Service(List<? extends Role> roles, PrometheusMeters meters, HttpPort port) {
        open.with(meters);
        // answers before the first role works and after the last
        this.port = port;
        http = open.with(port.listen(routes(roles, meters)));
        roles.forEach(open::with);
        ended =
                CompletableFuture.anyOf(
                        roles.stream()
                                .map(role -> RunningRole.start(role, meters::show))
                                .toArray(CompletableFuture<?>[]::new));
    }

    /** Starts all roles, each in a thread of its own. */
    public static Service start(
            List<? extends Role> roles, PrometheusMeters meters, HttpPort port) {
        return new Service(roles, meters, port);
    }

    /** Done when the first role ends; fails with what it failed with. */
    public CompletableFuture<Object> ended() {
        return ended;
    }

    public int port() {
        return http.port();
    }

    public String address() {
        String host = port.host();
        return "%s://%s:%d/"
                .formatted(port.scheme(), host.contains(":") ? "[" + host + "]" : host, port());
    }

    @Override
    public void close() {
        open.close();
    }

    private static List<Routes> routes(List<? extends Role> roles, PrometheusMeters meters) {
        List<Routes> routes = new ArrayList<>(List.of(health(roles), new MetricsRoutes(meters)));
        roles.forEach(role -> routes.addAll(role.routes()));
        return routes;
    }

    private static HealthRoutes health(List<? extends Role> roles) {
        return new HealthRoutes(
                roles.stream()
                        .map(role -> new RoleHealth(role.name(), role::isAlive, role::isReady))
                        .toList());
    }
}
