package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afluente.stream.topic.TopicFile;
import io.afluente.stream.topic.Topics;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kubectl kustomize} makes of k8s/, held against the APIs that it is for. */
class KubernetesTest {
    private static final String BASE = "k8s/base";
    private static final String LOCAL = "k8s/overlays/local";
    private static final String STRIMZI = "k8s/overlays/strimzi";
    private static final String GPU = "k8s/overlays/gpu";
    private static final Set<String> ALWAYS = Set.of("classify", "learn", "web");
    private static final Set<String> EVERY_ROLE =
            Set.of("classify", "learn", "join", "shadow", "web", "http");

    @BeforeAll
    static void needKubectl() {
        assumeTrue(
                Ended.of("kubectl", "version", "--client").well(),
                "kubectl is not on the PATH, so nothing renders k8s/");
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, LOCAL, STRIMZI, GPU})
    void shouldRenderOnlyWhatTheApisKnow(String folder) throws IOException {
        assertThat(render(folder))
                .hasSizeGreaterThan(8)
                .allSatisfy(
                        object ->
                                assertThat(object.getMetadata().getNamespace())
                                        .isEqualTo(
                                                object.getKind().equals("Namespace")
                                                        ? null
                                                        : "afluente"));
    }

    @Test
    void shouldNoticeAFieldThatTheApiDoesNotHave() {
        String misspelt = kustomize(BASE).replace("readOnlyRootFilesystem", "readOnlyRoot");

        assertThatThrownBy(() -> KubernetesObjects.read(misspelt))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Unrecognized field \"readOnlyRoot\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, LOCAL, STRIMZI, GPU})
    void shouldGiveNoPodMoreRightsThanTheRestrictedProfileAllows(String folder) throws IOException {
        assertThat(pods(render(folder)))
                .isNotEmpty()
                .allSatisfy(
                        (name, pod) -> {
                            var context = pod.getSpec().getSecurityContext();
                            assertThat(context.getRunAsNonRoot()).isTrue();
                            assertThat(context.getSeccompProfile().getType())
                                    .isEqualTo("RuntimeDefault");
                        })
                .allSatisfy(
                        (name, pod) ->
                                assertThat(pod.getSpec().getContainers())
                                        .allSatisfy(
                                                container -> {
                                                    var rights = container.getSecurityContext();
                                                    assertThat(rights.getAllowPrivilegeEscalation())
                                                            .isFalse();
                                                    assertThat(rights.getCapabilities().getDrop())
                                                            .containsExactly("ALL");
                                                    assertThat(container.getResources().getLimits())
                                                            .containsKey("memory");
                                                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, LOCAL, STRIMZI, GPU})
    void shouldLeadEveryServiceToPods(String folder) throws IOException {
        List<HasMetadata> objects = render(folder);

        assertThat(objects.stream().filter(Service.class::isInstance).map(Service.class::cast))
                .isNotEmpty()
                .allSatisfy(
                        service ->
                                assertThat(pods(objects).values())
                                        .anySatisfy(
                                                pod ->
                                                        assertThat(pod.getMetadata().getLabels())
                                                                .containsAllEntriesOf(
                                                                        service.getSpec()
                                                                                .getSelector())));
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, LOCAL, STRIMZI, GPU})
    void shouldRunEveryRoleBehindProbesAndTheNetworkPolicy(String folder) throws IOException {
        List<HasMetadata> objects = render(folder);
        NetworkPolicy policy = only(objects, NetworkPolicy.class);
        List<String> covered =
                policy.getSpec().getPodSelector().getMatchExpressions().get(0).getValues();

        assertThat(roles(objects).keySet()).containsAll(ALWAYS);
        roles(objects)
                .forEach(
                        (role, pod) -> {
                            Container container = pod.getSpec().getContainers().get(0);
                            assertThat(container.getArgs())
                                    .containsExactly("serve", "--roles", role);
                            assertThat(container.getLivenessProbe().getHttpGet().getPath())
                                    .isEqualTo("/livez");
                            assertThat(container.getReadinessProbe().getHttpGet().getPath())
                                    .isEqualTo("/readyz");
                            assertThat(covered).contains(role);
                        });
    }

    @Test
    void shouldHaveEachRoleConnectAsItsOwnUser() throws IOException {
        List<HasMetadata> objects = render(STRIMZI);

        assertThat(roles(objects).keySet()).isEqualTo(EVERY_ROLE);
        assertThat(users(objects).keySet()).containsAll(EVERY_ROLE);
        roles(objects)
                .forEach(
                        (role, pod) ->
                                assertThat(pod.getSpec().getVolumes())
                                        .filteredOn(v -> v.getName().equals("kafka-user"))
                                        .extracting(v -> v.getSecret().getSecretName())
                                        .containsExactly(role));
    }

    @Test
    void shouldGiveEachUserTheAclsOfTheScript() throws IOException {
        Map<String, KafkaUser> users = users(render(STRIMZI));

        assertThat(users.keySet()).containsAll(EVERY_ROLE);
        users.forEach(
                (name, user) ->
                        assertThat(UserAcls.of(user, name))
                                .as(name)
                                .containsExactlyInAnyOrderElementsOf(
                                        UserAcls.ofTheScript(name, Map.of())));
    }

    @Test
    void shouldNeverHaveTwoLearners() throws IOException {
        StatefulSet learner = only(render(BASE), StatefulSet.class);

        assertThat(learner.getSpec().getReplicas()).isOne();
        assertThat(learner.getSpec().getVolumeClaimTemplates())
                .singleElement()
                .satisfies(
                        claim ->
                                assertThat(claim.getSpec().getAccessModes())
                                        .containsExactly("ReadWriteOncePod"));
    }

    @Test
    void shouldKeepClassifiersThroughDisruptions() throws IOException {
        PodDisruptionBudget budget = only(render(BASE), PodDisruptionBudget.class);

        assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isOne();
        assertThat(pods(render(BASE)).get("classify").getMetadata().getLabels())
                .containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels());
    }

    @Test
    void shouldScaleClassifiersWithinThePartitionsOfImages() throws IOException {
        Keda.Scaling scaling =
                render(STRIMZI).stream()
                        .filter(Keda.ScaledObject.class::isInstance)
                        .map(object -> ((Keda.ScaledObject) object).spec)
                        .findFirst()
                        .orElseThrow();

        assertThat(scaling.maxReplicaCount())
                .isEqualTo(partitionsOf("images"))
                .isGreaterThan(scaling.minReplicaCount());
        assertThat(scaling.triggers())
                .singleElement()
                .satisfies(
                        trigger -> {
                            // one for each idle partition: the marker of the last transaction
                            int idle = partitionsOf("images");
                            assertThat(Integer.parseInt(trigger.metadata().lagThreshold()))
                                    .isGreaterThan(idle);
                            assertThat(
                                            Integer.parseInt(
                                                    trigger.metadata().activationLagThreshold()))
                                    .isGreaterThan(idle);
                            assertThat(trigger.authenticationRef().name()).isEqualTo("kafka");
                        });
    }

    @Test
    void shouldDeclareTheTopicsAsTheirFilesSay() throws IOException {
        Topics topics = Topics.withPrefix("");
        Map<String, Map<String, String>> files =
                topics.names().stream()
                        .collect(Collectors.toMap(name -> name, n -> settings(topics.file(n))));

        assertThat(topicsOf(render(STRIMZI))).containsExactlyInAnyOrderEntriesOf(files);
    }

    private static Map<String, Map<String, String>> topicsOf(List<HasMetadata> objects) {
        return objects.stream()
                .filter(KafkaTopic.class::isInstance)
                .map(KafkaTopic.class::cast)
                .collect(
                        Collectors.toMap(
                                topic -> topic.getMetadata().getName(), KubernetesTest::settings));
    }

    private static Map<String, String> settings(KafkaTopic topic) {
        Map<String, String> settings = new TreeMap<>();
        topic.getSpec().getConfig().forEach((key, value) -> settings.put(key, value.toString()));
        return settings;
    }

    private static Map<String, String> settings(TopicFile file) {
        Map<String, String> settings = new TreeMap<>(file.settings());
        settings.put("min.insync.replicas", "2");
        return settings;
    }

    private static int partitionsOf(String topic) throws IOException {
        return render(STRIMZI).stream()
                .filter(object -> object.getMetadata().getName().equals(topic))
                .map(KafkaTopic.class::cast)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getPartitions();
    }

    private static Map<String, PodTemplateSpec> pods(List<HasMetadata> objects) {
        Map<String, PodTemplateSpec> pods = new TreeMap<>();
        for (HasMetadata object : objects) {
            String name = object.getMetadata().getName();
            if (object instanceof Deployment deployment) {
                pods.put(name, deployment.getSpec().getTemplate());
            } else if (object instanceof StatefulSet set) {
                pods.put(name, set.getSpec().getTemplate());
            } else if (object instanceof Job job) {
                pods.put(name, job.getSpec().getTemplate());
            }
        }
        return pods;
    }

    /** The pods that serve, by role. */
    private static Map<String, PodTemplateSpec> roles(List<HasMetadata> objects) {
        Map<String, PodTemplateSpec> roles = new TreeMap<>(pods(objects));
        roles.values()
                .removeIf(pod -> !pod.getSpec().getContainers().get(0).getArgs().contains("serve"));
        return roles;
    }

    private static Map<String, KafkaUser> users(List<HasMetadata> objects) {
        return objects.stream()
                .filter(KafkaUser.class::isInstance)
                .map(KafkaUser.class::cast)
                .collect(Collectors.toMap(user -> user.getMetadata().getName(), user -> user));
    }

    private static <T> T only(List<HasMetadata> objects, Class<T> type) {
        return objects.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .collect(Collectors.collectingAndThen(Collectors.toList(), KubernetesTest::single));
    }

    private static <T> T single(List<T> all) {
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<HasMetadata> render(String folder) throws IOException {
        return KubernetesObjects.read(kustomize(folder));
    }

    private static String kustomize(String folder) {
        return Ended.of("kubectl", "kustomize", folder).orFail();
    }
}
