package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.cli.CommandRun;
import io.afluente.cli.CommandThread;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.registry.Pointer;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.topic.KafkaCalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services and networks on one cluster share neither groups nor state nor topics unawares. */
@ExtendWith(BrokerExtension.class)
class OwnTopicsIT {
    @TempDir private Path folder;

    @Test
    void shouldKeepServicesBehindAnotherPrefixApart(TestCluster blue, TestCluster green) {
        TestService.on(blue, folder).sendLabeled(0, 16);
        TestService.on(green, folder).sendLabeled(16, 32);

        try (CommandThread first = CommandThread.start(serve(blue, "learn", "shared"));
                CommandThread second = CommandThread.start(serve(green, "learn", "shared"))) {
            first.await("two versions", () -> has(blue, 2));
            second.await("two versions", () -> has(green, 2));
        }

        assertThat(newest(blue).examples()).isEqualTo(16);
        assertThat(newest(green).examples()).isEqualTo(16);
        assertThat(groups(blue))
                .contains(
                        blue.topics().prefix() + "shared-learn-mnist",
                        green.topics().prefix() + "shared-learn-mnist")
                .doesNotContain("shared-learn-mnist");
    }

    @Test
    void shouldRefuseTheStateOfAnotherService(TestCluster blue, TestCluster green) {
        TestService.on(blue, folder).sendLabeled(0, 8);
        TestService.on(green, folder).sendLabeled(0, 8);
        String[] former = {"--id-prefix=none"};
        learn(blue, 1, "one-id", former);

        CommandRun refused = CommandRun.of(serve(green, "learn", "one-id", former));

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err())
                .contains("learned from " + blue.topics().labeledImages())
                .contains("another service's")
                .contains("--group learn=NEW");
        assertThat(manifests(green)).isEmpty();
    }

    @Test
    void shouldGoOnWhereItRanWithoutItsPrefix(TestCluster cluster) {
        TestService.on(cluster, folder).sendLabeled(0, 8);
        learn(cluster, 1, "former", "--id-prefix=none");

        CommandRun refused = CommandRun.of(serve(cluster, "learn", "former"));
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err())
                .contains("was read as former-learn-mnist before")
                .contains("--id-prefix none")
                .contains("--from VERSION");

        TestService.on(cluster, folder).sendLabeled(8, 16);
        learn(cluster, 2, "former", "--id-prefix=none");
        assertThat(newest(cluster).examples()).isEqualTo(16);

        String version = manifests(cluster).get(0).version();
        learn(cluster, 4, "former", "--from=" + version);
        learn(cluster, 5, "former", "--from=" + version);
        assertThat(newest(cluster).examples()).isEqualTo(16);
    }

    @Test
    void shouldNotAnswerAgainWhatItAnsweredWithoutItsPrefix(TestCluster cluster) {
        TestService service = TestService.on(cluster, folder);
        models(cluster).publish(TestNetworks.untrained(0, 1));
        service.sendImages(0, 8);
        try (var former =
                CommandThread.start(serve(cluster, "classify", "plain", "--id-prefix=none"))) {
            former.await("answers", () -> service.answers(0).size() == 8);
        }

        CommandRun refused = CommandRun.of(serve(cluster, "classify", "plain"));
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);

        ConsumerGroups.runWhatIsSaid(cluster, refused.err());
        try (var again = CommandThread.start(serve(cluster, "classify", "plain"))) {
            again.await("answers, again", () -> service.answers(0).size() == 16);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classify", "learn", "join", "shadow", "web"})
    void shouldRefuseTopicsOfAnotherNetwork(String role, TestCluster cluster) {
        TestService.on(cluster, folder);
        byte[] pointer = new Pointer("000001-0123456789ab").toJson();
        cluster.send(
                cluster.topics().models(),
                "cifar10/candidate",
                new String(pointer, StandardCharsets.UTF_8));

        CommandRun refused = CommandRun.of(serve(cluster, role, "other"));

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err())
                .contains(cluster.topics().models() + " is that of the network cifar10")
                .contains("--topic-prefix NAME-")
                .contains("--other-models allow");
    }

    @Test
    void shouldShareTopicsOnPurpose(TestCluster cluster) {
        TestService.on(cluster, folder).sendLabeled(0, 8);
        byte[] pointer = new Pointer("000001-0123456789ab").toJson();
        cluster.send(
                cluster.topics().models(),
                "cifar10/candidate",
                new String(pointer, StandardCharsets.UTF_8));

        learn(cluster, 1, "both", "--other-models=allow");
    }

    /** Runs the learner until it has made so many versions. */
    private void learn(TestCluster cluster, long sequence, String id, String... more) {
        try (var learn = CommandThread.start(serve(cluster, "learn", id, more))) {
            learn.await("version " + sequence, () -> has(cluster, sequence));
        }
    }

    private String[] serve(TestCluster cluster, String role, String id, String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "--roles=" + role,
                                "--http-port=0",
                                "--application-id=" + id,
                                "--batch-size=8",
                                "--checkpoint-every=1",
                                // each service on a machine of its own
                                "--state-dir=" + folder.resolve(cluster.topics().prefix()),
                                "--checkpoint-dir=" + folder.resolve("checkpoints")));
        words.addAll(List.of(more));
        return cluster.arguments("serve", words.toArray(String[]::new));
    }

    private static Set<String> groups(TestCluster cluster) {
        try (Admin admin = Admin.create(cluster.client())) {
            return KafkaCalls.await(admin.listGroups().all()).stream()
                    .map(GroupListing::groupId)
                    .collect(Collectors.toSet());
        }
    }

    private static boolean has(TestCluster cluster, long sequence) {
        return manifests(cluster).stream()
                .anyMatch(m -> m.version().startsWith("%06d-".formatted(sequence)));
    }

    private static Lineage newest(TestCluster cluster) {
        return manifests(cluster).get(0).lineage();
    }

    private static List<Manifest> manifests(TestCluster cluster) {
        return models(cluster).catalog().manifests();
    }

    private static ModelsTopic models(TestCluster cluster) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist");
    }
}
