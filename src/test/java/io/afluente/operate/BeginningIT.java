package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.registry.Manifest;
import io.afluente.registry.Version;
import io.afluente.stream.client.ModelsTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code --from} on the command line of a service that is started again and again. */
@ExtendWith(BrokerExtension.class)
class BeginningIT {
    @TempDir private Path folder;

    @Test
    void shouldBeginFromAFileOnce(TestCluster cluster) throws IOException {
        TestService service = TestService.on(cluster, folder);
        String from = "--from=" + file("first.zip", 2);

        // before anything is learned
        startAndStop(cluster, from);
        startAndStop(cluster, from);
        assertThat(manifests(cluster)).hasSize(1);
        assertThat(manifests(cluster).get(0).lineage().parent()).isEqualTo("first.zip");

        service.sendLabeled(0, 8);
        learnTo(cluster, 1, from);
        service.sendLabeled(8, 16);
        learnTo(cluster, 2, from);

        String other = file("other.zip", 3);
        try (RoleProcess learn = start(cluster, "--from=" + other)) {
            Ended end = learn.end();
            assertThat(end.code()).as(end.said()).isEqualTo(2);
            assertThat(end.said())
                    .contains("--from other.zip: this learner has learned already")
                    .contains("it began from first.zip");
        }
        assertThat(manifests(cluster)).hasSize(3);
    }

    @Test
    void shouldBeginFromAVersionOnce(TestCluster cluster) {
        TestService service = TestService.on(cluster, folder);
        Version version = TestNetworks.untrained(5, 2).version();
        models(cluster).publish(TestNetworks.untrained(5, 2));
        String from = "--from=" + version;

        startAndStop(cluster, from);
        startAndStop(cluster, from);
        assertThat(manifests(cluster)).hasSize(2);
        assertThat(models(cluster).catalog().candidate())
                .contains(Version.parse(manifests(cluster).get(0).version()));

        service.sendLabeled(0, 8);
        learnTo(cluster, 7, from);
        service.sendLabeled(8, 16);
        learnTo(cluster, 8, from);
        assertThat(manifests(cluster).get(0).lineage().examples()).isEqualTo(16);
    }

    private String file(String name, int seed) throws IOException {
        return Files.write(folder.resolve(name), TestNetworks.untrained(0, seed).bytes())
                .toString();
    }

    private void startAndStop(TestCluster cluster, String from) {
        try (RoleProcess learn = start(cluster, from).awaitReady()) {
            learn.stop();
        }
    }

    /** Runs the learner until it has made so many versions. */
    private void learnTo(TestCluster cluster, long sequence, String from) {
        try (RoleProcess learn = start(cluster, from).awaitReady()) {
            learn.await("version " + sequence, () -> has(cluster, sequence));
            learn.stop();
        }
    }

    private RoleProcess start(TestCluster cluster, String from) {
        return RoleProcess.start(
                "learn",
                cluster,
                folder,
                List.of(),
                List.of("--batch-size=8", "--checkpoint-every=1", from));
    }

    private static boolean has(TestCluster cluster, long sequence) {
        return manifests(cluster).stream()
                .anyMatch(m -> m.version().startsWith("%06d-".formatted(sequence)));
    }

    private static List<Manifest> manifests(TestCluster cluster) {
        return models(cluster).catalog().manifests();
    }

    private static ModelsTopic models(TestCluster cluster) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist");
    }
}
