package io.afluente.stream.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.cli.CommandRun;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real registry, Apicurio's, with others' libraries that write what is answered and learned from,
 * and read the answers.
 */
@ExtendWith(BrokerExtension.class)
@DisabledIfSystemProperty(named = "schema-registry.skip", matches = "true")
class SchemaRegistryIT {
    private static final int IMAGES = 5;
    private static final int BATCH = 8;

    @TempDir private static Path home;
    private static Apicurio registry;

    @TempDir private Path folder;

    @BeforeAll
    static void startRegistry() throws IOException {
        registry = Apicurio.start(home);
    }

    @AfterAll
    static void closeRegistry() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void shouldAnswerAndLearnFromWhatOthersWriteAndBeReadByThem(
            ValueFormat format, TestCluster broker) throws Exception {
        // Given
        TestService service = TestService.on(in(format, broker), folder);
        TestCluster cluster = service.cluster();
        Topics topics = cluster.topics();
        OtherStack other =
                format == ValueFormat.AVRO
                        ? new ApicurioSerdes(registry)
                        : new ProtobufAlone(registry);
        send(other, cluster, topics.labeledImages(), BATCH);
        send(other, cluster, topics.images(), IMAGES);

        // When
        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(Meters.none())) {
            learn.start();
            classify.start().running().join();
            var answers = cluster.read(topics.predictions(), IMAGES);
            var scores = cluster.read(topics.scores(), 1);

            // Then
            assertThat(answers)
                    .hasSize(IMAGES)
                    .allSatisfy(
                            answer ->
                                    assertThat(field(other, answer, "id"))
                                            .isEqualTo(keyOf(answer)));
            assertThat(consumed(cluster)).hasSize(IMAGES).allMatch(json -> json.startsWith("{"));
            assertThat(field(other, scores.get(0), "examples")).isEqualTo(BATCH);
        }
        assertThat(registry.subjects())
                .contains(
                        topics.images() + "-value",
                        topics.predictions() + "-value",
                        topics.scores() + "-value");
        assertThat(cluster.read(topics.deadLettersOf(topics.images()))).isEmpty();
        assertThat(cluster.read(topics.deadLettersOf(topics.labeledImages()))).isEmpty();
    }

    private static TestCluster in(ValueFormat format, TestCluster broker) {
        Topics topics = broker.topics();
        ValueFormats formats =
                new ValueFormats(
                        Map.of(topics.predictions(), format, topics.scores(), format),
                        Optional.of(RegistrySettings.open(registry.url())));
        return new TestCluster(broker.bootstrapServers(), topics.in(formats));
    }

    private static void send(OtherStack other, TestCluster cluster, String topic, int number)
            throws IOException {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            records.add(
                    new ProducerRecord<>(
                            topic,
                            ("id-" + i).getBytes(UTF_8),
                            other.photo(topic, TestNetworks.picture(i))));
        }
        cluster.send(records);
    }

    private static Object field(
            OtherStack other, ConsumerRecord<byte[], byte[]> record, String name) {
        try {
            return other.field(record.topic(), record.value(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String keyOf(ConsumerRecord<byte[], byte[]> answer) {
        return new String(answer.key(), UTF_8);
    }

    private static List<String> consumed(TestCluster cluster) {
        CommandRun run =
                CommandRun.of(
                        cluster.arguments(
                                "consume",
                                "--from-beginning",
                                "--json",
                                "--max",
                                "" + IMAGES,
                                "--schema-registry-url",
                                registry.url().toString()));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.lines();
    }
}
