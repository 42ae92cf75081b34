package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.data.IdxWriter;
import io.afluente.image.data.Split;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.JoinRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The Python package's own tests, its notebook among them, against a service that runs. */
@ExtendWith(BrokerExtension.class)
class PythonClientIT {
    private static final int LEARNED_BY_THE_NOTEBOOK = 2_000;
    private static final int LATE = 10;
    private static final Map<String, String> NAMES_OF_OTHERS =
            Map.of(
                    "images",
                    "vision.python.frames",
                    "labeled-images-dlq",
                    "vision.python.rejected");

    @TempDir private Path folder;

    @Test
    void shouldPassItsTestsAndWriteRecordsAsTheTopicsWantThem(TestCluster broker) throws Exception {
        String python = Programs.pythonWith("confluent_kafka, numpy");
        TestCluster cluster =
                new TestCluster(
                        broker.bootstrapServers(),
                        Topics.named(broker.topics().prefix(), NAMES_OF_OTHERS));
        TestService service = TestService.on(cluster, folder);
        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(Meters.none());
                JoinRole join = service.joiner(Meters.none())) {
            learn.start();
            classify.start().running().join();
            join.start().running().join();

            String said = runTests(python, cluster);

            assertThat(said).endsWith("OK\n").contains("test_should_run_from_top_to_bottom");
            // those with feedback arrive among the labelled images, each once
            Topics topics = cluster.topics();
            Waiting.until("images with feedback", () -> late(cluster).size() >= LATE);
            assertThat(late(cluster)).hasSize(LATE).doesNotHaveDuplicates();
            assertThat(complaints(cluster, "images")).isEmpty();
            assertThat(complaints(cluster, "labeled-images")).isEmpty();
            assertThat(complaints(cluster, "feedback")).isEmpty();
            for (String input :
                    List.of(topics.images(), topics.labeledImages(), topics.feedback())) {
                assertThat(cluster.read(topics.deadLettersOf(input))).as(input).isEmpty();
            }
        }
    }

    private String runTests(String python, TestCluster cluster) throws Exception {
        Path mnist = Files.createDirectory(folder.resolve("mnist"));
        for (Split split : List.of(Split.TRAIN, Split.TEST)) {
            IdxWriter.write(
                    mnist,
                    split,
                    IntStream.range(0, LEARNED_BY_THE_NOTEBOOK)
                            .mapToObj(TestNetworks::picture)
                            .toList());
        }
        return Programs.run(
                Path.of("clients", "python"),
                folder.resolve("said"),
                Map.of(
                        "AFLUENTE_BOOTSTRAP_SERVER", cluster.bootstrapServers(),
                        "AFLUENTE_TOPIC_PREFIX", cluster.topics().prefix(),
                        "AFLUENTE_TOPIC",
                                NAMES_OF_OTHERS.entrySet().stream()
                                        .map(Map.Entry::toString)
                                        .collect(Collectors.joining(",")),
                        "AFLUENTE_MNIST", mnist.toString(),
                        "PYTHONDONTWRITEBYTECODE", "1"),
                List.of(python, "-m", "unittest", "discover", "-v"));
    }

    private static List<String> late(TestCluster cluster) {
        return cluster.read(cluster.topics().labeledImages()).stream()
                .filter(record -> record.key() != null)
                .map(record -> new String(record.key(), UTF_8))
                .filter(id -> id.startsWith("python-late-"))
                .toList();
    }

    /** What the topics' own schemas have against records that are JSON. */
    private static List<String> complaints(TestCluster cluster, String topic) {
        List<String> complaints = new ArrayList<>();
        int checked = 0;
        for (var record : cluster.read(cluster.topics().named(topic))) {
            String type = HeaderNames.text(record.headers(), HeaderNames.CONTENT_TYPE);
            if ("application/json".equals(type)) {
                checked++;
                TopicSchemas.complaints(topic, type, record.value())
                        .forEach(complaint -> complaints.add(complaint.getMessage()));
            }
        }
        assertThat(checked).as(topic).isPositive();
        return complaints;
    }
}
