package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.CountingMeters;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.Waiting;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.service.ClassifyRole;
import io.afluente.stream.client.ModelsTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Networks that can't be run are the fault of who brings them, and end no process. */
@ExtendWith(BrokerExtension.class)
class ForeignNetworksIT {
    private static final Checkpoint GOOD = TestNetworks.untrained(1, 1);
    private static final Checkpoint BAD = TestNetworks.unrunnable(2);
    private static final String REASON = "Not supported: SUM";

    @TempDir private Path folder;
    private TestCluster cluster;
    private TestService service;
    private ModelsTopic models;

    @BeforeEach
    void start(TestCluster cluster) {
        this.cluster = cluster;
        this.service = TestService.on(cluster, folder);
        this.models = new ModelsTopic(cluster.client(), cluster.topics(), "mnist");
        models.publish(GOOD);
    }

    @Test
    void shouldTellWhoBringsItAndWriteNothing() throws IOException {
        Path file = Files.write(folder.resolve(BAD.version() + ".zip"), BAD.bytes());

        refuses("publish", file.toString());
        refuses("publish", file.toString(), "--promote");
        assertThat(models.catalog().manifests())
                .extracting(Manifest::version)
                .containsExactly(GOOD.version().toString());

        models.put(BAD);
        long end = models.read().lastOffset();
        refuses("promote", BAD.version().toString());
        refuses("promote", BAD.version().toString(), "--continue");
        refuses("challenge", BAD.version().toString());
        refuses("shadow", BAD.version().toString());
        assertThat(models.read().lastOffset()).isEqualTo(end);
    }

    @Test
    void shouldSayWhichLayerComputesSomethingElse() throws IOException {
        Checkpoint other = TestNetworks.overflowing(2);
        Path file = Files.write(folder.resolve(other.version() + ".zip"), other.bytes());
        models.put(other);

        for (CommandRun run :
                List.of(
                        models("publish", file.toString()),
                        models("promote", other.version().toString(), "--continue"),
                        serve("--roles", "learn", "--from", file.toString()))) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("computes something else than mnist")
                    .contains("layer0 is a OutputLayer, not a ConvolutionLayer");
        }
        assertThat(models.catalog().pin()).isEmpty();
    }

    @Test
    void shouldWaitForAnotherWhereThePinnedVersionCanNotBeRun() throws Exception {
        models.put(BAD);
        models.pin(BAD.version());
        CountingMeters meters = new CountingMeters();

        try (ClassifyRole role = service.classifier(meters)) {
            CompletableFuture<Void> starting =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    role.start();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            Waiting.until("the refusal", () -> meters.count("version.refusals") > 0);
            assertThat(role.isAlive()).isTrue();
            assertThat(role.isReady()).isFalse();

            assertThat(models("unpin").exitCode()).isZero();
            starting.get();
            Waiting.until("ready", role::isReady);
            assertThat(role.live().version()).isEqualTo(GOOD.version());

            // one that runs goes on by what it has
            models.pin(BAD.version());
            Waiting.until("the refusal", () -> meters.count("version.refusals") > 1);
            service.sendImages(0, 5);
            assertThat(service.answers(5))
                    .allSatisfy(a -> assertThat(a.version()).isEqualTo(GOOD.version().toString()));
        }
    }

    private void refuses(String command, String... arguments) {
        CommandRun run = models(command, arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(REASON);
    }

    private CommandRun serve(String... arguments) {
        return run(
                "serve", Stream.of(arguments), "--state-dir", folder.resolve("state").toString());
    }

    private CommandRun models(String command, String... arguments) {
        return run("models " + command, Stream.of(arguments));
    }

    private CommandRun run(String command, Stream<String> arguments, String... more) {
        Stream<String> all =
                Stream.concat(
                        arguments,
                        Stream.concat(
                                Stream.of(more),
                                Stream.of(
                                        "--checkpoint-dir",
                                        folder.resolve("checkpoints").toString())));
        return CommandRun.of(cluster.arguments(command, all.toArray(String[]::new)));
    }
}
