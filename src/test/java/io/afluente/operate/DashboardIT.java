package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus and Grafana are told to look at, held against roles that run. */
@ExtendWith(BrokerExtension.class)
class DashboardIT {
    private static final Path OBSERVE = Path.of("observe");
    private static final Path DASHBOARD = OBSERVE.resolve("grafana/dashboards/afluente.json");
    // Prometheus adds these to whatever it scrapes
    private static final Set<String> OF_THE_SCRAPE = Set.of("instance", "job");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir private Path folder;

    @Test
    void shouldAskForWhatTheRolesReport(TestCluster cluster) throws IOException {
        TestService service = TestService.on(cluster, folder);
        try (RoleProcess learn = RoleProcess.start("learn", cluster, folder);
                RoleProcess classify = RoleProcess.start("classify", cluster, folder);
                RoleProcess web = RoleProcess.start("web", cluster, folder)) {
            List<RoleProcess> roles = List.of(learn, classify, web);
            roles.forEach(RoleProcess::awaitReady);
            service.sendLabeled(0, 100);
            service.sendImages(0, 20);
            cluster.send(cluster.topics().images(), "poison", "{\"format\":\"raw\"}");
            service.answers(20);
            classify.await(
                    "a dead letter", () -> classify.metrics().contains("afluente_dead_letters_"));
            learn.await("a step", () -> learn.metrics().contains("afluente_training_loss{"));

            String metrics =
                    roles.stream().map(RoleProcess::metrics).collect(Collectors.joining("\n"));
            for (Query query : queries()) {
                assertThat(query.figures())
                        .as(query.text())
                        .isNotEmpty()
                        .allSatisfy(figure -> assertReported(metrics, figure, query.labels()));
            }
        }
    }

    @Test
    void shouldKnowAFigureFromAFunctionAndALabel() {
        Query query =
                new Query("max by (le, topic) (rate(a_total{role=\"x\"}[1m])) / sum(b_count)");

        assertThat(query.figures()).containsExactlyInAnyOrder("a_total", "b_count");
        assertThat(query.labels()).containsExactlyInAnyOrder("le", "topic", "role");
    }

    @Test
    void shouldScrapeEveryRoleOfTheComposeFile() throws IOException {
        JsonNode services = YAML.readTree(Path.of("docker-compose.yml").toFile()).path("services");
        List<String> roles = new ArrayList<>();
        services.properties()
                .forEach(
                        service -> {
                            if (service.getValue().path("command").asText().startsWith("serve ")) {
                                roles.add(service.getKey() + ":8080");
                            }
                        });
        List<String> targets =
                YAML
                        .readTree(OBSERVE.resolve("prometheus.yml").toFile())
                        .findValues("targets")
                        .stream()
                        .flatMap(DashboardIT::elements)
                        .map(JsonNode::asText)
                        .toList();

        assertThat(targets).isNotEmpty().containsExactlyInAnyOrderElementsOf(roles);
    }

    @Test
    void shouldAskTheProvisionedPrometheus() throws IOException {
        Path provisioning = OBSERVE.resolve("grafana/provisioning");
        JsonNode source =
                YAML.readTree(provisioning.resolve("datasources/prometheus.yml").toFile())
                        .at("/datasources/0");
        JsonNode dashboard = YAML.readTree(DASHBOARD.toFile());
        JsonNode grafana =
                YAML.readTree(Path.of("docker-compose.yml").toFile()).at("/services/grafana");
        String folder =
                YAML.readTree(provisioning.resolve("dashboards/afluente.yml").toFile())
                        .at("/providers/0/options/path")
                        .asText();

        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
        assertThat(dashboard.at("/panels").findValues("datasource"))
                .hasSameSizeAs(dashboard.at("/panels"))
                .allSatisfy(used -> assertThat(used.path("uid")).isEqualTo(source.path("uid")));
        assertThat(grafana.path("volumes"))
                .extracting(JsonNode::asText)
                .contains("./observe/grafana/dashboards:" + folder + ":ro");
        assertThat(grafana.at("/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH").asText())
                .isEqualTo(folder + "/" + DASHBOARD.getFileName());
    }

    private static void assertReported(String metrics, String figure, Set<String> labels) {
        List<String> series =
                metrics.lines().filter(line -> line.matches(figure + "[ {].*")).toList();
        assertThat(series).as(figure).isNotEmpty();
        for (String label : labels) {
            if (!OF_THE_SCRAPE.contains(label)) {
                assertThat(series).as(figure).anyMatch(line -> line.contains(label + "=\""));
            }
        }
    }

    private static List<Query> queries() throws IOException {
        List<Query> queries =
                YAML.readTree(DASHBOARD.toFile()).findValues("expr").stream()
                        .map(query -> new Query(query.asText()))
                        .toList();
        assertThat(queries).isNotEmpty();
        return queries;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
