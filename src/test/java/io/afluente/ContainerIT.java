package io.afluente;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.operate.Docker;
import io.afluente.stream.record.PredictionRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * All of {@link ServiceIT} against a broker in a container, and against it the service in our own
 * image, as nobody and with nothing to write to but its volume.
 */
@OnContainer
@Tag("alone")
class ContainerIT extends ServiceIT {

    @Test
    void shouldServeFromItsOwnImage(
            TestCluster cluster, ContainerBroker broker, @TempDir Path folder) {
        TestService service = TestService.on(cluster, folder);

        try (GenericContainer<?> learn = role("learn", cluster, broker);
                GenericContainer<?> classify = role("classify", cluster, broker)) {
            learn.start();
            classify.start();
            service.sendImages(0, 100);

            List<PredictionRecord> answers = service.answers(100);

            assertThat(answers)
                    .extracting(PredictionRecord::id)
                    .doesNotHaveDuplicates()
                    .hasSize(100);
            assertThat(classify.isHealthy()).isTrue();
        }
    }

    private static GenericContainer<?> role(
            String role, TestCluster cluster, ContainerBroker broker) {
        return new GenericContainer<>(DockerImageName.parse(Docker.ours()))
                .withNetwork(broker.network())
                .withEnv("AFLUENTE_BOOTSTRAP_SERVER", broker.bootstrapServersInside())
                .withEnv("AFLUENTE_TOPIC_PREFIX", cluster.topics().prefix())
                .withEnv("AFLUENTE_APPLICATION_ID", cluster.topics().prefix() + "app")
                .withCommand("serve", "--roles", role)
                .withCreateContainerCmdModifier(
                        create -> create.getHostConfig().withReadonlyRootfs(true))
                .withTmpFs(Map.of("/var/lib/afluente", "rw,exec,uid=10001,gid=10001"))
                .waitingFor(Wait.forHealthcheck())
                .withStartupTimeout(Duration.ofMinutes(5));
    }
}
