package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.cli.CommandRun;
import io.afluente.meter.Meters;
import io.afluente.model.NetworkSpec;
import io.afluente.model.TopLabels;
import io.afluente.registry.Checkpoint;
import io.afluente.service.ClassifyRole;
import io.afluente.service.JoinRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.FeedbackCodec;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A model of many labels: what is published of its answers is enough for all who read them. */
@ExtendWith(BrokerExtension.class)
class ManyLabelsIT {
    private static final int LABELS = 300;
    private static final int IMAGES = 40;

    @TempDir private Path folder;
    private TestCluster cluster;
    private Topics topics;
    private TestService service;

    @BeforeEach
    void writeModel(TestCluster cluster) throws IOException {
        NetworkSpec network = TestNetworks.manyLabels(LABELS);
        this.cluster = cluster;
        topics = cluster.topics();
        service =
                TestService.on(cluster, folder)
                        .of(network, Optional.empty(), folder.resolve("roles"));
        Path model = Files.createDirectories(folder.resolve("models/mnist"));
        Files.writeString(model.resolve("network.json"), network.configuration());
        Files.writeString(
                model.resolve("model.json"),
                """
                {"input": {"height": 28, "width": 28, "channels": 1}, "labels": [%s],
                 "normalisation": {"mean": [0.5], "deviation": [0.5]}}
                """
                        .formatted(
                                network.labels().stream()
                                        .map("\"%s\""::formatted)
                                        .collect(joining(", "))));
    }

    @Test
    void shouldPublishTheTopLabelsWhichIsEnoughToJoinCompareAndVerify()
            throws InterruptedException {
        String shadowed = publishTwoVersions();
        run("models shadow " + shadowed);
        try (ClassifyRole classify = service.classifier(Meters.none());
                ClassifyRole shadow = service.shadow(Meters.none());
                JoinRole join = service.joiner(Meters.none())) {
            classify.start().running().join();
            shadow.start().running().join();
            join.start().running().join();
            service.sendImages(0, IMAGES);
            cluster.read(topics.shadow(), IMAGES);
            List<PredictionRecord> answers = service.answers(IMAGES);
            cluster.send(answers.stream().map(this::label).toList());
            var labeled = cluster.read(topics.labeledImages(), IMAGES);

            assertThat(answers).allSatisfy(ManyLabelsIT::assertTop);
            assertThat(cluster.read(topics.predictions())).allSatisfy(ManyLabelsIT::assertFits);
            assertThat(cluster.read(topics.shadow())).allSatisfy(ManyLabelsIT::assertFits);
            assertThat(labeled)
                    .extracting(record -> HeaderNames.text(record.headers(), "prediction"))
                    .allMatch(prediction -> prediction.contains("\"top\":[{"));
            shouldCompareThem();
        }
        shouldComputeThemAgain();
        shouldShowThem();
    }

    private void shouldCompareThem() {
        CommandRun compared = run("models compare", "--json");

        assertThat(compared.err()).isEmpty();
        assertThat(compared.out()).contains("\"images\":" + IMAGES);
    }

    private void shouldComputeThemAgain() {
        CommandRun audit = run("models verify", "--predictions", "--sample", "100");

        assertThat(audit.err()).isEmpty();
        assertThat(audit.out())
                .contains(IMAGES + " predictions come out the same bit for bit, 0 differ");
    }

    private void shouldShowThem() {
        CommandRun table =
                CommandRun.of(
                        cluster.arguments(
                                "consume", "--from-beginning", "--max", String.valueOf(IMAGES)));

        assertThat(table.err()).isEmpty();
        assertThat(table.lines()).hasSize(IMAGES + 1);
    }

    private String publishTwoVersions() {
        ModelsTopic models = new ModelsTopic(cluster.client(), topics, "mnist");
        models.publish(TestNetworks.untrained(service.settings().network(), 0, 1));
        Checkpoint other = TestNetworks.untrained(service.settings().network(), 1, 2);
        models.put(other);
        return other.version().toString();
    }

    private static void assertTop(PredictionRecord answer) {
        assertThat(answer.prediction()).isInstanceOf(TopLabels.class);
        TopLabels top = (TopLabels) answer.prediction();
        assertThat(top.ranked()).hasSize(5);
        assertThat(top.confidence()).isBetween(1f / LABELS, 1f);
    }

    private static void assertFits(ConsumerRecord<byte[], byte[]> record) {
        assertThat(TopicSchemas.complaints("predictions", "application/json", record.value()))
                .isEmpty();
        assertThat(new String(record.value(), UTF_8)).doesNotContain("probabilities");
        assertThat(record.value()).hasSizeLessThan(600);
    }

    /** Says that it is one of the last labels. */
    private ProducerRecord<byte[], byte[]> label(PredictionRecord answer) {
        int label = LABELS - 1 - Integer.parseInt(answer.id().substring("id-".length())) % 10;
        return new FeedbackCodec().record(topics.feedback(), answer.id(), label, answer.source());
    }

    private CommandRun run(String command, String... more) {
        List<String> words =
                new ArrayList<>(List.of("--models-dir", folder.resolve("models").toString()));
        words.addAll(List.of(more));
        return CommandRun.of(cluster.arguments(command, words.toArray(new String[0])));
    }
}
