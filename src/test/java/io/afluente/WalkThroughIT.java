package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afluente.cli.CommandRun;
import io.afluente.cli.CommandThread;
import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.image.PngEncoder;
import io.afluente.stream.format.Apicurio;
import io.afluente.stream.topic.KafkaCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The walk-through as it stands there: names, formats and programs of others alone. */
@DisabledIfSystemProperty(named = "schema-registry.skip", matches = "true")
class WalkThroughIT {
    private static final Document TEXT = new Document(Path.of("src/docs/walk-through.md"));
    private static final String KAFKA = "localhost:9092";
    private static final String REGISTRY = "http://localhost:8081/apis/ccompat/v7";

    @TempDir private Path folder;
    private EmbeddedBroker broker;
    private Apicurio registry;

    @BeforeEach
    void start() throws IOException {
        registry = Apicurio.start(folder);
        broker = EmbeddedBroker.start();
    }

    @AfterEach
    void end() {
        broker.close();
        registry.close();
    }

    @Test
    void shouldLeaveNoNameOfOursVisible() throws Exception {
        // Given
        assumeTrue(Programs.exitCode("kcat", "-V") == 0, "there is no kcat");
        String python = Programs.pythonWith("confluent_kafka, avro");
        Files.write(folder.resolve("frame.png"), PngEncoder.encode(TestNetworks.writing()));
        writeSettings();
        List<String> ours = TEXT.commands("afluente");
        assertThat(run(ours.get(0)).out()).contains("plant7.line3.frames.v2");

        // When
        try (CommandThread serve = CommandThread.start(words(ours.get(1)))) {
            String said =
                    said("bash", "-ec", TEXT.commands("kcat").get(0))
                            + said(python, "-c", TEXT.blocks("python").get(0));
            CommandRun consumed = run(ours.get(2));
            serve.assertLives();

            // Then
            assertThat(said.lines())
                    .containsExactlyInAnyOrderElementsOf(
                            TEXT.blocks("text").get(0).lines().toList());
            assertThat(consumed.lines())
                    .hasSize(2)
                    .allMatch(line -> line.contains("\"topic\":\"plant7.line3.frames.v2\""));
        }
        assertThat(visible()).isNotEmpty().allMatch(name -> name.startsWith("plant7"));
        assertThat(registry.subjects()).isNotEmpty().allMatch(name -> name.startsWith("plant7"));
    }

    /** Topics and groups that a person finds on the cluster; those of Kafka itself begin so. */
    private Set<String> visible() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return Stream.concat(
                            KafkaCalls.await(admin.listTopics().names()).stream(),
                            KafkaCalls.await(admin.listGroups().all()).stream()
                                    .map(GroupListing::groupId))
                    .filter(name -> !name.startsWith("__"))
                    .collect(Collectors.toSet());
        }
    }

    /** The file as it stands there, and where this test has its own files. */
    private void writeSettings() throws IOException {
        Files.writeString(
                folder.resolve("plant7.properties"),
                here(TEXT.blocks("properties").get(0))
                        + "state-dir=%s%ncheckpoint-dir=%s%nhttp-port=%d%n"
                                .formatted(
                                        folder.resolve("state"),
                                        folder.resolve("checkpoints"),
                                        FreePorts.takeOne()),
                UTF_8);
    }

    private CommandRun run(String line) {
        CommandRun run = CommandRun.of(words(line));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    /** A command of ours without the launcher, as it runs in this process. */
    private String[] words(String line) {
        String file = folder.resolve("plant7.properties").toString();
        return here(line).replace("plant7.properties", file).split(" ", -1);
    }

    private String said(String... command) throws IOException, InterruptedException {
        List<String> words = Stream.of(command).map(this::here).toList();
        return Programs.run(folder, folder.resolve("said"), Map.of(), words);
    }

    private String here(String text) {
        return text.replace("afluente ", "")
                .replace(KAFKA, broker.bootstrapServers())
                .replace(REGISTRY, registry.url().toString());
    }
}
