package io.afluente;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.image.PngEncoder;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents' examples in other languages, as they stand there, against a service that runs. */
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
        assumeTrue(Programs.exitCode("kcat", "-V") == 0, "there is no kcat");
        List<String> commands = Document.GUIDE.commands("kcat");
        assertThat(commands).hasSize(2).isEqualTo(Document.README.commands("kcat"));

        assertThat(run("bash", "-ec", commands.get(0))).isEmpty();
        service.answers(1);
        String answer = run("bash", "-ec", commands.get(1));

        assertThat(new ObjectMapper().readTree(answer).path("id").asText()).isEqualTo("my-digit");
    }

    @Test
    void shouldSendAPictureFromPythonAndReadItsAnswer() throws Exception {
        String python = Programs.pythonWith("confluent_kafka");
        List<String> programs = Document.GUIDE.blocks("python");
        assertThat(programs).hasSize(1);

        String said = run(python, "-c", programs.get(0));

        assertThat(said.strip()).matches("my-digit is \\d, by 0\\.\\d+");
    }

    private String run(String... command) throws IOException, InterruptedException {
        List<String> words =
                List.of(command).stream()
                        .map(word -> word.replace(ADDRESS, broker.bootstrapServers()))
                        .toList();
        assertThat(words).isNotEqualTo(List.of(command));
        return Programs.run(folder, folder.resolve("said"), Map.of(), words);
    }
}
