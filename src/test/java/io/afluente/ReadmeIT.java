package io.afluente;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.image.PngEncoder;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's examples in other languages, as they stand there, against a service that runs. */
class ReadmeIT {
    private static final String ADDRESS = "localhost:9092";

    @TempDir private Path folder;
    private EmbeddedBroker broker;
    private TestService service;
    private LearnRole learn;
    private ClassifyRole classify;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        broker = EmbeddedBroker.start();
        service =
                TestService.on(
                        new TestCluster(broker.bootstrapServers(), Topics.withPrefix("")), folder);
        learn = service.learner(Meters.none());
        classify = service.classifier(Meters.none());
        learn.start();
        classify.start().running().join();
        Path picture = folder.resolve("my-digit.png");
        Files.write(picture, PngEncoder.encode(TestNetworks.writing()));
    }

    @AfterEach
    void end() {
        classify.close();
        learn.close();
        broker.close();
    }

    @Test
    void shouldSendAPictureFromTheShellAndReadItsAnswer() throws Exception {
        assumeTrue(exitCode("kcat", "-V") == 0, "there is no kcat");
        List<String> commands = Readme.commands("kcat");
        assertThat(commands).hasSize(2);

        assertThat(run("bash", "-ec", commands.get(0))).isEmpty();
        service.answers(1);
        String answer = run("bash", "-ec", commands.get(1));

        assertThat(new ObjectMapper().readTree(answer).path("id").asText()).isEqualTo("my-digit");
    }

    @Test
    void shouldSendAPictureFromPythonAndReadItsAnswer() throws Exception {
        String python = pythonWithKafka();
        List<String> programs = Readme.blocks("python");
        assertThat(programs).hasSize(1);

        String said = run(python, "-c", programs.get(0));

        assertThat(said.strip()).matches("my-digit is \\d, by 0\\.\\d+");
    }

    private String pythonWithKafka() throws InterruptedException {
        for (String python : List.of("python3", "/usr/bin/python3")) {
            if (exitCode(python, "-c", "import confluent_kafka") == 0) {
                return python;
            }
        }
        return abort("there is no Python with confluent_kafka");
    }

    private String run(String... command) throws IOException, InterruptedException {
        List<String> words =
                List.of(command).stream()
                        .map(word -> word.replace(ADDRESS, broker.bootstrapServers()))
                        .toList();
        assertThat(words).isNotEqualTo(List.of(command));
        Process process =
                new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(folder.resolve("said"), StandardCharsets.UTF_8);
        assertThat(ended).as("ended within a minute; said: " + said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static int exitCode(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException thereIsNoSuchProgram) {
            return -1;
        }
    }
}
