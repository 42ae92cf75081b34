package io.afluente.web;

import static java.util.stream.Collectors.joining;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code /livez} and {@code /readyz} as Kubernetes asks for them: 200 if all roles agree, else 503,
 * and a line for each role.
 */
public final class HealthRoutes implements Routes {
    private final List<RoleHealth> roles;

    public HealthRoutes(List<RoleHealth> roles) {
        this.roles = List.copyOf(roles);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/livez", request -> answer(request, role -> role.alive().getAsBoolean()));
        routes.get("/readyz", request -> answer(request, role -> role.ready().getAsBoolean()));
    }

    private void answer(Context request, Predicate<RoleHealth> healthy) {
        boolean all = roles.stream().allMatch(healthy);
        String lines =
                roles.stream()
                        .map(role -> role.role() + (healthy.test(role) ? ": yes\n" : ": no\n"))
                        .collect(joining());
        request.status(all ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE).result(lines);
    }
}
