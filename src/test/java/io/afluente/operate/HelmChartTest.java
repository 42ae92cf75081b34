package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.meter.MetricDefinitions;
import io.afluente.setting.NamesFromEnvironment;
import io.afluente.stream.topic.TopicFile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Helm makes of {@code charts/afluente}, held against the APIs that it is for. */
class HelmChartTest {
    private static final String SPARE = "topicsJob: { enabled: false }\n";
    private static final String ALL =
            """
            topicPrefix: b-
            applicationId: scan
            model: letters
            topics: { images: vision.line3.frames, images-dlq: vision.line3.rejected }
            groups: { learn: vision.line3.learner }
            partitions: 8
            settings: { batch-size: 32 }
            classify: { autoscaling: { enabled: true } }
            join: { enabled: true }
            shadow: { enabled: true }
            web: { tokenSecret: page }
            http: { enabled: true, tokenSecret: clients }
            serviceMonitor: { enabled: true, labels: { release: prometheus } }
            prometheusRule: { enabled: true }
            """;
    private static final String STRIMZI = ALL + "strimzi: { enabled: true }\n";
    private static final String SECURED =
            "kafka: { bootstrapServer: 'k:9094', ports: [9094], secret: login,"
                    + " properties: { security.protocol: SASL_SSL } }\n";
    private static final Set<String> EVERY_ROLE =
            Set.of("classify", "learn", "join", "shadow", "web", "http");
    private static final Set<String> RECOMMENDED =
            Set.of("name", "instance", "version", "part-of", "managed-by");

    @TempDir private Path folder;
    private HelmChart chart;

    @BeforeEach
    void copy() throws IOException {
        chart = HelmChart.copiedInto(folder);
    }

    @Test
    void shouldPassHelmsOwnChecks() {
        assertThat(chart.lint()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", SPARE, ALL, STRIMZI, SECURED, "fsGroup: none"})
    void shouldRenderOnlyWhatTheApisKnow(String values) throws IOException {
        assertThat(render(values))
                .hasSizeGreaterThan(8)
                .allSatisfy(
                        object -> {
                            assertThat(object.getMetadata().getName()).startsWith("my-afluente");
                            assertThat(object.getMetadata().getLabels().keySet())
                                    .containsAll(
                                            RECOMMENDED.stream()
                                                    .map(label -> "app.kubernetes.io/" + label)
                                                    .toList());
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "_pod.tpl, readOnlyRootFilesystem, readOnlyRoot",
        "_pod.tpl, terminationGracePeriodSeconds, terminationGraceSeconds",
        "classify.yaml, minReadySeconds, minReady",
        "autoscaler.yaml, maxReplicaCount, maxReplicas",
        "kafka-topics.yaml, topicName, topic",
        "kafka-users.yaml, patternType, pattern",
        "network-policy.yaml, podSelector, podSelection",
        "service-monitor.yaml, jobLabel, labelOfJob",
        "prometheus-rule.yaml, expr:, expression:",
    })
    void shouldNoticeAFieldThatTheApiDoesNotHave(String template, String field, String wrong)
            throws IOException {
        chart.change("templates/" + template, field, wrong);

        assertThatThrownBy(() -> render(STRIMZI))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Unrecognized field \"" + wrong.replace(":", "") + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topicPrefx: b- | topicPrefx is not allowed",
                "settings: { model: letters } | \"model\" does not match",
                "partitions: none | Expected: integer",
                "tracing: { variables: { OTEL_EXPORTER_OTLP_HEADERS: a=b } } | does not match",
                "learn: { resources: { limits: { cpu: 1 } } } | memory is required",
            })
    void shouldRefuseValuesThatItDoesNotKnow(String values, String said) {
        // defaults lie beneath what is given: the last one takes its memory away
        String given = values.replace("limits: {", "limits: { memory: null,");

        assertThatThrownBy(() -> chart.render(given)).hasMessageContaining(said);
    }

    @Test
    void shouldGiveEveryObjectTheNamesThatTheProcessesRead() throws IOException {
        // Given what the roles are told
        List<HasMetadata> objects = render(STRIMZI);
        NamesFromEnvironment names = NamesFromEnvironment.of(environment(objects));
        var topics = names.topics();

        // Then the topics are those
        Map<String, KafkaTopic> declared = byTopic(objects);
        assertThat(declared.keySet()).containsExactlyInAnyOrderElementsOf(topics.names());
        assertThat(declared.keySet()).contains("b-models", "vision.line3.frames");
        topics.names().forEach(name -> assertDeclared(topics.file(name), declared.get(name)));

        // and the autoscaler asks for them
        var trigger = only(objects, Keda.ScaledObject.class).spec.triggers().get(0).metadata();
        assertThat(trigger.topic()).isEqualTo(topics.images());
        assertThat(trigger.consumerGroup())
                .isEqualTo(names.group("classify"))
                .isEqualTo("b-scan-classify-letters");
        assertThat(trigger.bootstrapServers())
                .isEqualTo(environment(objects).get("AFLUENTE_BOOTSTRAP_SERVER"));
        assertThat(only(objects, Keda.ScaledObject.class).spec.maxReplicaCount()).isEqualTo(8);
    }

    @Test
    void shouldNameTheCollectorToAllAndItsSecretToEachRole() throws IOException {
        List<HasMetadata> objects =
                render(
                        ALL
                                + "tracing: { headersSecret: collector, variables:"
                                + " { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318',"
                                + " OTEL_TRACES_SAMPLER_ARG: 0.001 } }\n");

        assertThat(environment(objects))
                .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318")
                .containsEntry("OTEL_TRACES_SAMPLER_ARG", "0.001");
        assertThat(pods(objects))
                .hasSize(EVERY_ROLE.size())
                .allSatisfy(
                        (role, pod) -> {
                            EnvVar headers =
                                    pod.getContainers().get(0).getEnv().stream()
                                            .filter(v -> v.getName().contains("HEADERS"))
                                            .findFirst()
                                            .orElseThrow();
                            assertThat(headers.getName()).isEqualTo("OTEL_EXPORTER_OTLP_HEADERS");
                            assertThat(headers.getValueFrom().getSecretKeyRef().getName())
                                    .isEqualTo("collector");
                        });
    }

    @Test
    void shouldHaveEachRoleConnectAsItsOwnUser() throws IOException {
        List<HasMetadata> objects = render(STRIMZI);
        Set<String> users =
                all(objects, KafkaUser.class).map(u -> u.getMetadata().getName()).collect(set());

        assertThat(pods(objects).keySet()).isEqualTo(EVERY_ROLE);
        pods(objects)
                .forEach(
                        (role, pod) ->
                                assertThat(pod.getVolumes())
                                        .filteredOn(v -> v.getName().equals("kafka-user"))
                                        .extracting(v -> v.getSecret().getSecretName())
                                        .singleElement()
                                        .isEqualTo("my-afluente-" + role)
                                        .isIn(users));
    }

    @Test
    void shouldGiveEachUserTheAclsOfTheScriptByTheSameNames() throws IOException {
        List<HasMetadata> objects = render(STRIMZI);

        assertThat(all(objects, KafkaUser.class))
                .hasSize(EVERY_ROLE.size() + 1)
                .allSatisfy(
                        user -> {
                            String role = user.getMetadata().getName().replace("my-afluente-", "");
                            assertThat(UserAcls.of(user, role))
                                    .containsExactlyInAnyOrderElementsOf(
                                            UserAcls.ofTheScript(role, environment(objects)));
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL, SECURED})
    void shouldMakeTheTopicsBeforeAnythingElse(String values) throws IOException {
        List<HasMetadata> objects = render(values);
        Job job = only(objects, Job.class);
        var container = job.getSpec().getTemplate().getSpec().getContainers().get(0);
        Map<String, String> told =
                container.getEnv().stream()
                        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));

        assertThat(job.getMetadata().getAnnotations())
                .containsEntry(HelmChart.HOOK, "pre-install,pre-upgrade")
                .containsEntry("helm.sh/hook-delete-policy", "before-hook-creation,hook-succeeded");
        assertThat(told).isEqualTo(environment(objects));
        assertThat(container.getArgs()).contains("topics", "create");
        // what it mounts is a hook, too, and there before it
        PodSpec pod = job.getSpec().getTemplate().getSpec();
        assertThat(pod.getServiceAccountName()).isNull();
        assertThat(pod.getVolumes().stream().filter(volume -> volume.getConfigMap() != null))
                .hasSize(values.equals(SECURED) ? 1 : 0)
                .allSatisfy(volume -> assertThat(weight(objects, volume)).isLessThan(weight(job)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", STRIMZI})
    void shouldRunEveryRoleWithTheLeastRightsAndNoUserOfItsOwn(String values) throws IOException {
        assertThat(pods(render(values)).values())
                .allSatisfy(
                        pod -> {
                            var context = pod.getSecurityContext();
                            var rights = pod.getContainers().get(0).getSecurityContext();
                            assertThat(context.getRunAsNonRoot()).isTrue();
                            assertThat(context.getRunAsUser()).isNull();
                            assertThat(context.getRunAsGroup()).isNull();
                            assertThat(context.getFsGroup()).isEqualTo(10001);
                            assertThat(rights.getRunAsUser()).isNull();
                            assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
                            assertThat(rights.getCapabilities().getDrop()).containsExactly("ALL");
                        });
        assertThat(pods(render(values + "\nfsGroup: none")).values())
                .allSatisfy(pod -> assertThat(pod.getSecurityContext().getFsGroup()).isNull());
    }

    @Test
    void shouldLetPodsAskForNamesOnOpenShiftToo() throws IOException {
        NetworkPolicy policy = only(render(""), NetworkPolicy.class);
        var names = policy.getSpec().getEgress().get(0);

        assertThat(names.getPorts())
                .extracting(port -> port.getProtocol() + " " + port.getPort().getIntVal())
                .containsExactlyInAnyOrder("UDP 53", "TCP 53", "UDP 5353", "TCP 5353");
        assertThat(names.getTo().get(0).getNamespaceSelector().getMatchExpressions().get(0))
                .satisfies(
                        wanted ->
                                assertThat(wanted.getValues())
                                        .containsExactly("kube-system", "openshift-dns"));
    }

    @Test
    void shouldLeadTheServiceMonitorToEveryRole() throws IOException {
        List<HasMetadata> objects = render(STRIMZI);
        ServiceMonitor monitor = only(objects, ServiceMonitor.class);

        assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
        assertThat(all(objects, Service.class))
                .hasSameSizeAs(EVERY_ROLE)
                .allSatisfy(
                        service -> {
                            assertThat(service.getMetadata().getLabels())
                                    .containsAllEntriesOf(
                                            monitor.getSpec().getSelector().getMatchLabels())
                                    .containsKey(monitor.getSpec().getJobLabel());
                            assertThat(service.getSpec().getPorts().get(0).getName())
                                    .isEqualTo(monitor.getSpec().getEndpoints().get(0).getPort());
                        });
    }

    @Test
    void shouldWarnByFiguresThatAreReported() throws IOException {
        Set<String> ours =
                MetricDefinitions.ALL.stream()
                        .map(figure -> "afluente_" + figure.name().replace('.', '_'))
                        .collect(set());
        List<Rule> rules =
                only(render(ALL), PrometheusRule.class).getSpec().getGroups().get(0).getRules();

        assertThat(rules)
                .extracting(Rule::getAlert)
                .contains(
                        "AfluenteLag",
                        "AfluenteDeadLetters",
                        "AfluenteCheckpointsHeld",
                        "AfluenteDrift",
                        "AfluenteNoModel",
                        "AfluenteRestarts");
        assertThat(rules)
                .allSatisfy(
                        rule ->
                                assertThat(new Query(rule.getExpr().getStrVal()).figures())
                                        .isNotEmpty()
                                        .allSatisfy(
                                                figure ->
                                                        assertThat(figure.replace("_total", ""))
                                                                .isIn(and(ours))));
    }

    /** What our meters report beside our own figures, and what Prometheus adds. */
    private static Set<String> and(Set<String> ours) {
        return Stream.concat(ours.stream(), Stream.of("up", "process_start_time_seconds"))
                .collect(set());
    }

    private static void assertDeclared(TopicFile file, KafkaTopic topic) {
        Map<String, String> config = new TreeMap<>();
        topic.getSpec().getConfig().forEach((key, value) -> config.put(key, value.toString()));
        Map<String, String> wanted = new TreeMap<>(file.settings());
        wanted.put("min.insync.replicas", "2");
        assertThat(config).isEqualTo(wanted);
        boolean grows = file.name().equals("images") || "images".equals(file.partitions().sameAs());
        assertThat(topic.getSpec().getPartitions()).isEqualTo(grows ? 8 : 1);
    }

    private static int weight(List<HasMetadata> objects, Volume volume) {
        return all(objects, ConfigMap.class)
                .filter(map -> map.getMetadata().getName().equals(volume.getConfigMap().getName()))
                .mapToInt(HelmChartTest::weight)
                .findFirst()
                .orElseThrow();
    }

    private static int weight(HasMetadata hook) {
        return Integer.parseInt(hook.getMetadata().getAnnotations().get("helm.sh/hook-weight"));
    }

    private static Map<String, KafkaTopic> byTopic(List<HasMetadata> objects) {
        return all(objects, KafkaTopic.class)
                .collect(Collectors.toMap(t -> t.getSpec().getTopicName(), Function.identity()));
    }

    private static Map<String, String> environment(List<HasMetadata> objects) {
        return all(objects, ConfigMap.class)
                .filter(map -> map.getMetadata().getName().equals("my-afluente"))
                .findFirst()
                .orElseThrow()
                .getData();
    }

    /** The pods that serve, by role. */
    private static Map<String, PodSpec> pods(List<HasMetadata> objects) {
        return Stream.concat(
                        all(objects, Deployment.class).map(d -> d.getSpec().getTemplate()),
                        all(objects, StatefulSet.class).map(s -> s.getSpec().getTemplate()))
                .collect(
                        Collectors.toMap(
                                pod ->
                                        pod.getMetadata()
                                                .getLabels()
                                                .get("app.kubernetes.io/component"),
                                pod -> pod.getSpec()));
    }

    private static <T> T only(List<HasMetadata> objects, Class<T> type) {
        List<T> found = all(objects, type).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static <T> Stream<T> all(List<HasMetadata> objects, Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }

    private static <T> Collector<T, ?, Set<T>> set() {
        return Collectors.toSet();
    }

    private List<HasMetadata> render(String values) throws IOException {
        return KubernetesObjects.read(chart.render(values));
    }
}
