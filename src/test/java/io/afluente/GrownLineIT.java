package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.cli.CommandRun;
import io.afluente.learn.example.Control;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.service.ClassifyRole;
import io.afluente.service.InitialVersion;
import io.afluente.service.JoinRole;
import io.afluente.service.LearnRole;
import io.afluente.service.Origins;
import io.afluente.service.RoleSettings;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.FeedbackCodec;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.topic.Topics;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whoever gives labels knows those of the line, not those of the model's folder alone. */
@ExtendWith(BrokerExtension.class)
class GrownLineIT {
    @TempDir private Path folder;

    @Test
    void shouldJoinALabelThatCameWhileItRan(TestCluster cluster) throws Exception {
        TestService service = TestService.on(cluster, folder);
        Topics topics = cluster.topics();
        publish(cluster);
        try (ClassifyRole classify = service.classifier(Meters.none());
                JoinRole join = service.joiner(Meters.none())) {
            classify.start().running().join();
            join.start().running().join();
            service.sendImages(0, 2);
            List<PredictionRecord> answers = service.answers(2);
            cluster.send(topics.feedback(), "id-0", "{\"label\": 11}");
            assertThat(deadLetters(cluster)).containsExactly("label: from 0 to 10, not 11");

            publish(cluster, "moon");
            cluster.send(
                    answers.stream()
                            .map(
                                    a ->
                                            new FeedbackCodec()
                                                    .record(
                                                            topics.feedback(),
                                                            a.id(),
                                                            11,
                                                            a.source()))
                            .toList());

            assertThat(labels(cluster, 2)).containsExactly("11", "11");
            assertThat(deadLetters(cluster)).hasSize(1);
        }
    }

    @Test
    void shouldSendALabelOfTheLineByName(TestCluster cluster) throws IOException {
        publish(cluster.withTopics());
        Path picture = picture("star");

        CommandRun label = CommandRun.of(cluster.arguments("label a star --source images-0-0"));
        CommandRun produce =
                CommandRun.of(cluster.arguments("produce " + picture + " --label star"));
        CommandRun folders =
                CommandRun.of(cluster.arguments("produce " + folder + " --labels-from-folders"));
        CommandRun replay = CommandRun.of(cluster.arguments("replay --data " + folder));

        assertThat(label.err()).isEmpty();
        assertThat(label.out()).isEqualToIgnoringNewLines("a (images-0-0) is 10");
        assertThat(List.of(produce.exitCode(), folders.exitCode(), replay.exitCode()))
                .containsExactly(0, 0, 0);
        assertThat(labels(cluster, 3)).containsExactly("10", "10", "10");
        assertThat(CommandRun.of(cluster.arguments("label a moon --source images-0-0")).err())
                .contains("\"moon\" is no label; labels are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, star");
    }

    @Test
    void shouldBeginALineWithAVersionThatKnowsMore(TestCluster cluster) throws IOException {
        TestService service = TestService.on(cluster, folder);
        Path file = file(GrownVersions.of(TestNetworks.mnist(), "star"));

        learnFrom(file, service, 1);
        learnFrom(file, service, 2);

        assertThat(manifests(cluster))
                .hasSize(3)
                .allMatch(manifest -> manifest.lineage().labelsAdded().equals(List.of("star")));
        assertThat(manifests(cluster).get(0).lineage().examples()).isEqualTo(16);
    }

    @Test
    void shouldPublishAVersionThatKnowsMore(TestCluster cluster) throws IOException {
        cluster.withTopics();
        Checkpoint grown = GrownVersions.of(TestNetworks.mnist(), "star");

        CommandRun publish = CommandRun.of(cluster.arguments("models publish " + file(grown)));

        assertThat(publish.err()).isEmpty();
        assertThat(manifests(cluster).get(0).lineage().labelsAdded()).containsExactly("star");
        Checkpoint other = GrownVersions.of(TestNetworks.likeMnist(TestNetworks.output()), "star");
        assertThat(CommandRun.of(cluster.arguments("models publish " + file(other))).err())
                .contains("computes something else");
    }

    /** A mini-batch of the new label, by a learner that is started and ended for it. */
    private static void learnFrom(Path file, TestService service, int versions) {
        RoleSettings settings = service.settings();
        InitialVersion beginning =
                new InitialVersion(
                        settings.network(),
                        1,
                        Optional.of(Origins.fromFile(file, settings.network())));
        try (LearnRole learn = new LearnRole(settings, beginning, Meters.none())) {
            learn.start();
            for (int i = 0; i < 8; i++) {
                service.cluster().send(List.of(labeled(service, i)));
            }
            service.sendControl(Control.Order.CHECKPOINT);
            Waiting.until("a version", () -> manifests(service.cluster()).size() == versions + 1);
        }
    }

    private static ProducerRecord<byte[], byte[]> labeled(TestService service, int number) {
        var record =
                new ProducerRecord<>(
                        service.cluster().topics().labeledImages(),
                        ("id-" + number).getBytes(UTF_8),
                        TestNetworks.picture(number).image().pixels());
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageCodec.RAW);
        HeaderNames.put(record.headers(), HeaderNames.LABEL, 10);
        return record;
    }

    private Path file(Checkpoint checkpoint) throws IOException {
        return Files.write(folder.resolve(checkpoint.version() + ".zip"), checkpoint.file());
    }

    private static List<Manifest> manifests(TestCluster cluster) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist").catalog().manifests();
    }

    private static void publish(TestCluster cluster, String... more) {
        String[] added = more.length == 0 ? new String[] {"star"} : new String[] {"star", more[0]};
        new ModelsTopic(cluster.client(), cluster.topics(), "mnist")
                .publish(GrownVersions.of(TestNetworks.mnist(), added));
    }

    private Path picture(String label) throws IOException {
        Path file = Files.createDirectories(folder.resolve("train").resolve(label));
        BufferedImage grey = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        grey.setRGB(14, 14, 0xffffff);
        ImageIO.write(grey, "png", file.resolve("one.png").toFile());
        return file.resolve("one.png");
    }

    private static List<String> labels(TestCluster cluster, int atLeast) {
        return cluster.read(cluster.topics().labeledImages(), atLeast).stream()
                .map(record -> HeaderNames.text(record.headers(), HeaderNames.LABEL))
                .toList();
    }

    private static List<String> deadLetters(TestCluster cluster) {
        String topic = cluster.topics().deadLettersOf(cluster.topics().feedback());
        return cluster.read(topic, 1).stream()
                .map(record -> HeaderNames.text(record.headers(), HeaderNames.DLQ_REASON))
                .toList();
    }
}
