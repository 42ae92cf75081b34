package io.afluente.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code /metrics} as Prometheus scrapes it. */
public final class MetricsRoutes implements Routes {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final PrometheusMeters meters;

    public MetricsRoutes(PrometheusMeters meters) {
        this.meters = meters;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/metrics", this::scrape);
    }

    private void scrape(Context request) {
        String accepted = request.header("Accept");
        boolean open = accepted != null && accepted.contains(OPEN_METRICS);
        String type =
                open
                        ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
                        : "text/plain; version=0.0.4; charset=utf-8";
        request.contentType(type).result(meters.scrape(type));
    }
}
