package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.afluente.cli.CommandRun;
import io.afluente.learn.example.Control;
import io.afluente.meter.Meters;
import io.afluente.registry.Manifest;
import io.afluente.registry.Sha256;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.fetch.AllowList;
import io.afluente.stream.fetch.FetchSettings;
import io.afluente.stream.fetch.PictureServer;
import io.afluente.stream.fetch.S3Credentials;
import io.afluente.stream.fetch.S3Server;
import io.afluente.stream.fetch.S3Settings;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.PredictionRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that lie on servers are answered and learned from like those in records. */
@ExtendWith(BrokerExtension.class)
class ReferencesIT {
    private static final int LEARNED = 16;

    @TempDir private Path folder;
    private final PictureServer server = new PictureServer();
    private TestCluster cluster;
    private TestService service;

    @BeforeEach
    void start(TestCluster given) {
        cluster = given;
        service = TestService.on(cluster, folder).fetching(settings());
        for (int i = 0; i < LEARNED; i++) {
            server.at("/web/" + i, pixels(i));
            server.at("/pictures/" + i, S3Server.object(pixels(i)));
        }
        server.at("/web/away", PictureServer.status(503));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldAnswerAndLearnAndComeOutOfTheLogAgain() throws IOException {
        sendLabeled();
        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(Meters.none())) {
            learn.start();
            start(classify);

            answersReferencesLikePictures();
            assertThat(letters(cluster.topics().labeledImages(), 2))
                    .containsExactlyInAnyOrder(tuple("wrong", null), tuple("away", "true"));
            sendsAgainWhatMayPass();
            rebuildsByTheHash();
        }
    }

    private void answersReferencesLikePictures() {
        service.sendImages(0, 2);
        cluster.send(
                List.of(
                        referring(cluster.topics().images(), "web", server.url("/web/1")),
                        referring(cluster.topics().images(), "s3", "s3://pictures/1"),
                        referring(cluster.topics().images(), "gone", server.url("/web/gone")),
                        referring(cluster.topics().images(), "away", server.url("/web/away"))));

        assertThat(service.answers(4))
                .extracting(PredictionRecord::id)
                .containsExactlyInAnyOrder("id-0", "id-1", "web", "s3");
        assertThat(letters(cluster.topics().images(), 2))
                .containsExactlyInAnyOrder(tuple("gone", null), tuple("away", "true"));
    }

    private void sendsAgainWhatMayPass() {
        server.at("/web/away", pixels(1));

        CommandRun resend = CommandRun.of(cluster.arguments("dlq resend", "--all"));

        assertThat(resend.exitCode()).as(resend.err()).isZero();
        assertThat(service.answers(5)).extracting(PredictionRecord::id).contains("away");
    }

    private void rebuildsByTheHash() throws IOException {
        CommandRun same = rebuild();
        assertThat(same.err()).isEmpty();
        assertThat(same.out()).contains("the same bytes");

        server.at("/web/2", pixels(3));
        CommandRun other = rebuild();
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err())
                .contains("can't be rebuilt", "offset 4 of", "/web/2: its SHA-256 is");
    }

    private CommandRun rebuild() throws IOException {
        Path credentials =
                Files.writeString(
                        folder.resolve("credentials"),
                        "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                                .formatted(S3Server.ACCESS_KEY, S3Server.SECRET));
        return CommandRun.of(
                cluster.arguments(
                        "models rebuild " + newest().version(),
                        ("--from-beginning --verify --batch-size 8 --checkpoint-every 2 --seed 1"
                                        + " --replay 0 --memory 0 --average 0 --rate-examples 1"
                                        + " --drift-detector none --drift-warm-up 0"
                                        + " --drift-cool-down 0 --drift-raise 1 --gate off"
                                        + " --fetch-allow %s,s3://pictures/ --s3-endpoint %s"
                                        + " --s3-credentials-file %s --checkpoint-dir %s")
                                .formatted(
                                        server.url("/web/"),
                                        server.url(""),
                                        credentials,
                                        folder.resolve("checkpoints"))
                                .split(" ")));
    }

    private Manifest newest() {
        ModelsTopic models = new ModelsTopic(cluster.client(), cluster.topics(), "mnist");
        Waiting.until("a version", () -> models.catalog().manifests().size() > 1);
        return models.catalog().manifests().get(0);
    }

    /** Two pictures of each four by HTTP and two from the store, and what can't be had between. */
    private void sendLabeled() {
        String topic = cluster.topics().labeledImages();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < LEARNED; i++) {
            String url = i % 4 < 3 ? server.url("/web/" + i) : "s3://pictures/" + i;
            records.add(labeled(topic, "id-" + i, url, i, Sha256.of(pixels(i))));
        }
        records.add(1, labeled(topic, "wrong", server.url("/web/0"), 0, Sha256.of(pixels(1))));
        records.add(2, labeled(topic, "away", server.url("/web/away"), 1, Sha256.of(pixels(1))));
        cluster.send(records);
        service.sendControl(Control.Order.CHECKPOINT);
    }

    private static ProducerRecord<byte[], byte[]> labeled(
            String topic, String id, String url, int number, String sha256) {
        ProducerRecord<byte[], byte[]> record = referring(topic, id, url);
        HeaderNames.put(record.headers(), HeaderNames.LABEL, TestNetworks.picture(number).label());
        HeaderNames.put(record.headers(), HeaderNames.IMAGE_SHA256, sha256);
        return record;
    }

    private static ProducerRecord<byte[], byte[]> referring(String topic, String id, String url) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, 0, id.getBytes(UTF_8), null);
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageCodec.RAW);
        HeaderNames.put(record.headers(), HeaderNames.IMAGE_URL, url);
        return record;
    }

    private Stream<Tuple> letters(String topic, int number) {
        return cluster.read(cluster.topics().deadLettersOf(topic), number).stream()
                .map(
                        letter ->
                                tuple(
                                        new String(letter.key(), UTF_8),
                                        HeaderNames.text(
                                                letter.headers(), HeaderNames.DLQ_PASSING)));
    }

    private FetchSettings settings() {
        S3Credentials who =
                new S3Credentials(S3Server.ACCESS_KEY, S3Server.SECRET, Optional.empty());
        return new FetchSettings(
                AllowList.of(List.of(server.url("/web/"), "s3://pictures/")),
                Duration.ofSeconds(3),
                Duration.ofMillis(300),
                Optional.of(
                        new S3Settings(
                                Optional.of(URI.create(server.url(""))), "us-east-1", () -> who)));
    }

    private static void start(ClassifyRole classify) {
        try {
            classify.start();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] pixels(int number) {
        return TestNetworks.picture(number).image().pixels();
    }
}
