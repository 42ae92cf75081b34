package io.afluente.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.meter.RoleMeters;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusMetersTest {
    private final PrometheusMeters meters = new PrometheusMeters();

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void shouldTellRolesAndModelsApart() {
        new RoleMeters(meters, "classify", "mnist").counter("images.answered").add(3);
        new RoleMeters(meters, "shadow", "mnist").counter("images.answered").add(2);
        new RoleMeters(meters, "learn", "mnist").gauge("lag.records", () -> 5, "topic", "a");

        assertThat(scrape().lines())
                .contains(
                        "afluente_images_answered_total{model=\"mnist\",role=\"classify\"} 3.0",
                        "afluente_images_answered_total{model=\"mnist\",role=\"shadow\"} 2.0",
                        "afluente_lag_records{model=\"mnist\",role=\"learn\",topic=\"a\"} 5.0");
    }

    @Test
    void shouldSayWhichBuildThisIs() {
        assertThat(scrape())
                .contains("afluente_build_info{revision=\"unknown\",version=\"unreleased\"} 1");
    }

    @Test
    void shouldShowCountsSamplesAndGaugesWithTheirDescriptions() {
        meters.counter("images.answered").add(3);
        meters.counter("images.answered").add(4);
        meters.sample("slice.images").record(60);
        meters.sample("slice.forward.seconds").record(0.003);
        meters.gauge("prequential.accuracy.ratio", () -> 0.75, "kind", "windowed");

        assertThat(scrape().lines())
                .contains(
                        "# HELP afluente_images_answered_total Images answered",
                        "# TYPE afluente_images_answered_total counter",
                        "afluente_images_answered_total 7.0",
                        "afluente_slice_images_bucket{le=\"48.0\"} 0",
                        "afluente_slice_images_bucket{le=\"64.0\"} 1",
                        "afluente_slice_forward_seconds_bucket{le=\"0.005\"} 1",
                        "afluente_slice_forward_seconds_sum 0.003",
                        "afluente_prequential_accuracy_ratio{kind=\"windowed\"} 0.75");
    }

    @Test
    void shouldShowTheGaugeThatWasReportedLast() {
        meters.gauge("training.loss", () -> 1);
        meters.gauge("training.loss", () -> 2);

        assertThat(scrape()).contains("afluente_training_loss 2.0");
    }

    @Test
    void shouldKnowNoFigureThatIsNotDescribed() {
        assertThatThrownBy(() -> meters.counter("pictures.answered"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pictures.answered");
    }

    @Test
    void shouldBeScrapedAsTextOrOpenMetrics() {
        meters.counter("images.answered").add(7);
        try (WebServer server =
                WebServer.start("127.0.0.1", 0, List.of(new MetricsRoutes(meters)))) {
            HttpResponse<String> text = new Http(server.port()).get("/metrics");
            HttpResponse<String> open =
                    new Http(server.port())
                            .get("/metrics", "Accept", "application/openmetrics-text");

            assertThat(text.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
            assertThat(text.body()).contains("afluente_images_answered_total 7.0");
            assertThat(open.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/openmetrics-text");
            assertThat(open.body()).endsWith("# EOF\n");
        }
    }

    private String scrape() {
        return meters.scrape("text/plain; version=0.0.4; charset=utf-8");
    }
}
