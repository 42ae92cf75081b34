package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.JoinRole;
import io.afluente.service.LearnRole;
import io.afluente.service.Role;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is too large in a record that a broker has taken, its neighbours are answered, and
 * nothing stops.
 */
@ExtendWith(BrokerExtension.class)
class OversizedRecordsIT {
    private static final int GOOD = 5;
    private static final byte[] LONG_KEY = "k".repeat(600_000).getBytes(UTF_8);
    private static final byte[] CONTROL_CHARACTERS = "\u0001".repeat(150_000).getBytes(UTF_8);

    /** Beyond what any dead letter takes, and a few kilobytes while it travels. */
    private static final byte[] UNPACKED = new byte[12 << 20];

    @TempDir private Path folder;
    private TestCluster cluster;
    private Topics topics;
    private TestService service;

    @BeforeEach
    void start(TestCluster cluster) {
        this.cluster = cluster;
        this.service = TestService.on(cluster, folder);
        this.topics = cluster.topics();
    }

    @Test
    void shouldAnswerTheNeighboursOfImagesThatAreTooLarge() throws Exception {
        ModelsTopic models = new ModelsTopic(cluster.client(), topics, "mnist");
        models.publish(TestNetworks.untrained(0, 1));
        models.shadow(TestNetworks.untrained(0, 1).version());
        sendCompressed(
                List.of(
                        picture(topics.images(), LONG_KEY),
                        picture(topics.images(), CONTROL_CHARACTERS),
                        picture(topics.images(), key("traced"), "tracestate", new byte[2 << 20]),
                        new ProducerRecord<>(topics.images(), 0, LONG_KEY, null),
                        new ProducerRecord<>(topics.images(), 0, key("large"), UNPACKED),
                        new ProducerRecord<>(topics.images(), 0, UNPACKED, key("large key"))));
        service.sendImages(0, GOOD);

        try (ClassifyRole classify = service.classifier(Meters.none());
                ClassifyRole shadow = service.shadow(Meters.none());
                JoinRole join = service.joiner(Meters.none())) {
            classify.start();
            shadow.start();
            join.start();

            assertThat(service.answers(GOOD + 1))
                    .extracting(PredictionRecord::id)
                    .containsExactlyInAnyOrder("traced", "id-0", "id-1", "id-2", "id-3", "id-4");
            assertThat(reasons(topics.images(), 5))
                    .containsExactly(
                            "key: 600,000 bytes are more than the 1,000 allowed",
                            "key: 150,000 bytes are more than the 1,000 allowed",
                            "key: 600,000 bytes are more than the 1,000 allowed",
                            "record: 12,582,917 bytes are more than the 8,388,608 allowed",
                            "key: 12,582,912 bytes are more than the 1,000 allowed");
            assertThat(cluster.read(topics.shadow(), GOOD + 1)).hasSize(GOOD + 1);
            sendFeedback();
            assertThat(cluster.read(topics.labeledImages(), 1)).hasSize(1);
            assertThat(reasons(topics.feedback(), 2))
                    .containsExactly(
                            "key: 600,000 bytes are more than the 1,000 allowed",
                            "record: 12,582,917 bytes are more than the 65,536 allowed");
            assertRunning(classify, shadow, join);
        }
    }

    @Test
    void shouldLearnTheNeighboursOfExamplesThatAreTooLarge() {
        sendCompressed(
                List.of(
                        picture(topics.labeledImages(), LONG_KEY),
                        new ProducerRecord<>(topics.labeledImages(), 0, key("large"), UNPACKED)));
        service.sendLabeled(0, 8);

        try (LearnRole learn = service.learner(Meters.none())) {
            learn.start();

            assertThat(cluster.read(topics.scores(), 1)).hasSize(1);
            assertThat(reasons(topics.labeledImages(), 2))
                    .containsExactly(
                            "key: 600,000 bytes are more than the 1,000 allowed",
                            "record: 12,582,917 bytes are more than the 8,388,608 allowed");
            assertRunning(learn);
        }
    }

    private void sendFeedback() {
        byte[] seven = "{\"label\":7}".getBytes(UTF_8);
        sendCompressed(
                List.of(
                        new ProducerRecord<>(topics.feedback(), 0, LONG_KEY, seven),
                        new ProducerRecord<>(topics.feedback(), 0, key("large"), UNPACKED)));
        cluster.send(topics.feedback(), "id-3", "{\"label\":7}");
    }

    private static void assertRunning(Role... roles) {
        assertThat(roles).allMatch(Role::isReady);
    }

    private static byte[] key(String id) {
        return id.getBytes(UTF_8);
    }

    private static ProducerRecord<byte[], byte[]> picture(String topic, byte[] key) {
        return picture(topic, key, "anything", key("at all"));
    }

    private static ProducerRecord<byte[], byte[]> picture(
            String topic, byte[] key, String header, byte[] text) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, 0, key, TestNetworks.picture(1).image().pixels());
        record.headers().add(header, text);
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageCodec.RAW);
        HeaderNames.put(record.headers(), HeaderNames.LABEL, 1);
        return record;
    }

    private List<String> reasons(String input, int atLeast) {
        return cluster.read(topics.deadLettersOf(input), atLeast).stream()
                .map(record -> new DeadLetter(record).reason())
                .toList();
    }

    /** As a client may: brokers bound what travels, not what it becomes. */
    private void sendCompressed(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                cluster.bootstrapServers(),
                                "max.request.size",
                                64 << 20,
                                "buffer.memory",
                                128L << 20,
                                "compression.type",
                                "gzip"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                KafkaCalls.await(producer.send(record));
            }
        }
    }
}
