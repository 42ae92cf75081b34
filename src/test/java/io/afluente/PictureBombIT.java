package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.Pngs;
import io.afluente.image.decode.ImageFormat;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of 400 kB that unpacks to 400 MB, in front of others, between them and behind: it costs
 * its sender a dead letter, and nobody else an answer.
 */
@ExtendWith(BrokerExtension.class)
class PictureBombIT {
    private static final int SIDE = 8192;
    private static final byte[] BOMB = png();
    private static final int BOMBS = 3;
    private static final String REASON =
            "picture: 8,192x8,192 pixels of 6 bytes, allowed are 268,435,456 bytes unpacked";

    @TempDir private Path folder;
    private TestCluster cluster;
    private Topics topics;
    private TestService service;

    @BeforeEach
    void start(TestCluster cluster) {
        this.cluster = cluster;
        this.service = TestService.on(cluster, folder).lookingInto(4 << 20);
        this.topics = cluster.topics();
    }

    @Test
    void shouldAnswerWhatComesWithIt() throws InterruptedException {
        new ModelsTopic(cluster.client(), topics, "mnist").publish(TestNetworks.untrained(0, 1));
        service.sendImages(0, 3);
        cluster.send(bombs(topics.images()));
        service.sendImages(3, 6);

        try (ClassifyRole classify = service.classifier(Meters.none())) {
            classify.start();

            assertThat(service.answers(6))
                    .extracting(PredictionRecord::id)
                    .containsExactlyInAnyOrder("id-0", "id-1", "id-2", "id-3", "id-4", "id-5");
            assertThat(reasons(topics.images())).containsOnly(REASON).hasSize(BOMBS);
            assertThat(classify.isReady()).isTrue();
        }
    }

    @Test
    void shouldLearnFromWhatComesWithIt() {
        service.sendLabeled(0, 3);
        cluster.send(bombs(topics.labeledImages()));
        service.sendLabeled(3, 8);

        try (LearnRole learn = service.learner(Meters.none())) {
            learn.start();

            assertThat(cluster.read(topics.scores(), 1)).hasSize(1);
            assertThat(reasons(topics.labeledImages())).containsOnly(REASON).hasSize(BOMBS);
            assertThat(learn.isReady()).isTrue();
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> bombs(String topic) {
        return IntStream.range(0, BOMBS).mapToObj(i -> bomb(topic, "bomb-" + i)).toList();
    }

    private static ProducerRecord<byte[], byte[]> bomb(String topic, String id) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, 0, id.getBytes(UTF_8), BOMB);
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageFormat.PNG.contentType());
        HeaderNames.put(record.headers(), HeaderNames.LABEL, 1);
        return record;
    }

    private List<String> reasons(String input) {
        return cluster.read(topics.deadLettersOf(input), BOMBS).stream()
                .map(record -> new DeadLetter(record).reason())
                .toList();
    }

    /** A black picture in 16-bit colour, all of it. */
    private static byte[] png() {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        byte[] row = new byte[1 + 6 * SIDE];
        byte[] packed = new byte[1 << 16];
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        for (int y = 0; y < SIDE; y++) {
            deflater.setInput(row);
            while (!deflater.needsInput()) {
                pixels.write(packed, 0, deflater.deflate(packed));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            pixels.write(packed, 0, deflater.deflate(packed));
        }
        deflater.end();
        return new Pngs()
                .header(SIDE, SIDE, 16, Pngs.COLOUR)
                .chunk("IDAT", pixels.toByteArray())
                .end();
    }
}
