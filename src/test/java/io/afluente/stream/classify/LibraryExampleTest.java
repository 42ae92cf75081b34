package io.afluente.stream.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import io.afluente.registry.LiveModel;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles {@code examples/SortParcels.java} and runs it as a topology that is not ours. */
class LibraryExampleTest {
    private static final Path EXAMPLE = Path.of("examples/SortParcels.java");
    private static final Checkpoint CHECKPOINT = TestNetworks.untrained(0, 1);
    private static final Instant TIME = Instant.ofEpochMilli(1234);

    @TempDir private Path folder;
    private URLClassLoader loader;
    private LiveModel model;
    private Properties config;
    private TopologyTestDriver driver;

    @BeforeEach
    void compile() throws Exception {
        String path = System.getProperty("java.class.path");
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-Xlint:all,-path",
                                "-Werror",
                                "-proc:none",
                                "-cp",
                                path,
                                "-d",
                                folder.toString(),
                                EXAMPLE.toString());
        assertThat(failed).isZero();
        loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        CheckpointFolder checkpoints = new CheckpointFolder(folder.resolve("checkpoints"));
        checkpoints.write(CHECKPOINT);
        model = (LiveModel) call("model", checkpoints.file(CHECKPOINT.version()));
        ClassifyStep classify = new ClassifyStep("parcels", model, 64);
        config = (Properties) call("config", classify);
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state").toString());
        driver = new TopologyTestDriver((Topology) call("topology", classify), config);
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
        model.close();
        loader.close();
    }

    @Test
    void shouldAnswerAllThatAPollBroughtInOneForwardPass() {
        // Given a poll as the interceptor sees it
        List<byte[]> pictures = List.of(pixels(1), pixels(2), pixels(3));
        poll(pictures);

        // When its records are processed
        pictures.forEach(picture -> parcels().pipeInput(record("one", picture)));

        // Then
        assertThat(sorted())
                .hasSize(3)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.key()).isEqualTo("one".getBytes(UTF_8));
                            assertThat(answer.timestamp()).isEqualTo(TIME.toEpochMilli());
                            assertThat(answer.value()).matches("shelf \\d");
                            assertThat(HeaderNames.text(answer.headers(), HeaderNames.SLICE_SIZE))
                                    .isEqualTo("3");
                        });
    }

    @Test
    void shouldSendWhatItCannotReadToTheDeadLettersOfTheOtherTopology() {
        parcels().pipeInput(record("bad", "no pixels".getBytes(UTF_8)));
        parcels().pipeInput(record("good", pixels(1)));

        assertThat(sorted()).hasSize(1);
        assertThat(letters()).singleElement().satisfies(this::saysWhy);
    }

    private void saysWhy(TestRecord<byte[], byte[]> letter) {
        assertThat(letter.value()).isEqualTo("no pixels".getBytes(UTF_8));
        assertThat(HeaderNames.text(letter.headers(), HeaderNames.DLQ_REASON)).contains("784");
    }

    private void poll(List<byte[]> pictures) {
        PollInterceptor interceptor = new PollInterceptor();
        String key = StreamsConfig.mainConsumerPrefix(PollInterceptor.BATCHES);
        interceptor.configure(Map.of(PollInterceptor.BATCHES, config.get(key)));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (byte[] picture : pictures) {
            records.add(
                    new ConsumerRecord<>(
                            "parcels",
                            0,
                            records.size(),
                            TIME.toEpochMilli(),
                            TimestampType.CREATE_TIME,
                            3,
                            picture.length,
                            "one".getBytes(UTF_8),
                            picture,
                            raw(),
                            Optional.empty()));
        }
        interceptor.onConsume(
                new ConsumerRecords<>(Map.of(new TopicPartition("parcels", 0), records), Map.of()));
    }

    private TestInputTopic<byte[], byte[]> parcels() {
        return driver.createInputTopic(
                "parcels", new ByteArraySerializer(), new ByteArraySerializer());
    }

    private List<TestRecord<byte[], String>> sorted() {
        return Stream.of("shelves", "people")
                .map(
                        topic ->
                                driver.createOutputTopic(
                                        topic,
                                        new ByteArrayDeserializer(),
                                        new StringDeserializer()))
                .flatMap(topic -> topic.readRecordsToList().stream())
                .toList();
    }

    private List<TestRecord<byte[], byte[]>> letters() {
        var bytes = new ByteArrayDeserializer();
        return driver.createOutputTopic("parcels-dlq", bytes, bytes).readRecordsToList();
    }

    private static TestRecord<byte[], byte[]> record(String id, byte[] value) {
        return new TestRecord<>(id.getBytes(UTF_8), value, raw(), TIME);
    }

    private static RecordHeaders raw() {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, HeaderNames.CONTENT_TYPE, ImageCodec.RAW);
        return headers;
    }

    private static byte[] pixels(int number) {
        return TestNetworks.picture(number).image().pixels();
    }

    private Object call(String method, Object argument) throws Exception {
        for (Method declared : loader.loadClass("SortParcels").getDeclaredMethods()) {
            if (declared.getName().equals(method)) {
                declared.setAccessible(true);
                return declared.invoke(null, argument);
            }
        }
        throw new AssertionError("the example has no " + method);
    }
}
