package io.afluente.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.meter.MetricDefinition;
import io.afluente.meter.MetricDefinitions;
import io.afluente.meter.ShadowMeters;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusMetersTest {
    private final PrometheusMeters meters = new PrometheusMeters();

    @AfterEach
    void close() {
        meters.close();
    }

    /** What a classifier counts, its shadow counts too, and finds no name for at its start. */
    @ParameterizedTest
    @ValueSource(strings = {"classify.images", "model.refusals", "backbone.refusals"})
    void shouldHaveANameForWhatAShadowCounts(String figure) {
        new ShadowMeters(meters).counter(figure).add(1);

        assertThat(scrape()).contains("afluente_shadow_" + figure.replace('.', '_'));
    }

    @Test
    void shouldShowCountsSamplesAndGaugesWithTheirDescriptions() {
        meters.counter("classify.images").add(3);
        meters.counter("classify.images").add(4);
        meters.sample("classify.slice.images").record(60);
        meters.sample("classify.forward.seconds").record(0.003);
        meters.gauge("learn.accuracy", () -> 0.75, "kind", "windowed");

        assertThat(scrape().lines())
                .contains(
                        "# HELP afluente_classify_images_total Images answered",
                        "# TYPE afluente_classify_images_total counter",
                        "afluente_classify_images_total 7.0",
                        "afluente_classify_slice_images_bucket{le=\"48.0\"} 0",
                        "afluente_classify_slice_images_bucket{le=\"64.0\"} 1",
                        "afluente_classify_forward_seconds_bucket{le=\"0.005\"} 1",
                        "afluente_classify_forward_seconds_sum 0.003",
                        "afluente_learn_accuracy{kind=\"windowed\"} 0.75");
    }

    @Test
    void shouldShowTheGaugeThatWasReportedLast() {
        meters.gauge("learn.loss", () -> 1);
        meters.gauge("learn.loss", () -> 2);

        assertThat(scrape()).contains("afluente_learn_loss 2.0");
    }

    @Test
    void shouldKnowNoFigureThatIsNotDescribed() {
        assertThatThrownBy(() -> meters.counter("classify.pictures"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("classify.pictures");
    }

    @Test
    void shouldDescribeEveryFigureOnce() {
        assertThat(MetricDefinitions.ALL)
                .extracting(MetricDefinition::name)
                .doesNotHaveDuplicates();
        assertThat(MetricDefinitions.ALL)
                .allSatisfy(figure -> assertThat(figure.sentence()).isNotBlank())
                .allSatisfy(figure -> assertThat(figure.name()).matches("[a-z]+(\\.[a-z]+)+"));
    }

    @Test
    void shouldBeScrapedAsTextOrOpenMetrics() {
        meters.counter("classify.images").add(7);
        try (WebServer server =
                WebServer.start("127.0.0.1", 0, List.of(new MetricsRoutes(meters)))) {
            HttpResponse<String> text = new Http(server.port()).get("/metrics");
            HttpResponse<String> open =
                    new Http(server.port())
                            .get("/metrics", "Accept", "application/openmetrics-text");

            assertThat(text.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
            assertThat(text.body()).contains("afluente_classify_images_total 7.0");
            assertThat(open.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/openmetrics-text");
            assertThat(open.body()).endsWith("# EOF\n");
        }
    }

    private String scrape() {
        return meters.scrape("text/plain; version=0.0.4; charset=utf-8");
    }
}
