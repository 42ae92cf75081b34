package io.afluente.stream.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.meter.Meters;
import io.afluente.stream.runtime.AppConfig;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest records that are joined make none that its topic does not take. */
class JoinSizesTest {
    private static final Topics TOPICS = Topics.withPrefix("");
    private static final String ID = "\u0001".repeat(1_000);
    private static final List<String> INTERNAL =
            List.of("test-by-id-repartition", "test-seen-changelog");

    @TempDir private Path state;
    private TopologyTestDriver driver;
    private int internalLimit;

    @BeforeEach
    void start() {
        AppConfig config =
                new AppConfig(
                        Map.of("bootstrap.servers", "nowhere:1"),
                        "test",
                        "exactly_once_v2",
                        state.toString(),
                        Optional.empty(),
                        1,
                        100,
                        Meters.none());
        Properties properties = new Properties();
        properties.putAll(new JoinConfig(config).of(TOPICS));
        internalLimit = (Integer) properties.get(StreamsConfig.topicPrefix("max.message.bytes"));
        driver =
                new TopologyTestDriver(
                        new JoinTopology(
                                        TOPICS,
                                        label -> 10,
                                        JoinTopology.largestWithItsAnswer(TOPICS),
                                        new JoinLimits(Duration.ofHours(1), 1 << 30),
                                        topic -> "0123456789012345678901",
                                        System::currentTimeMillis,
                                        Tracing.none(),
                                        Meters.none())
                                .get(),
                        properties);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldMakeNoRecordThatItsTopicDoesNotTake() throws IOException {
        RecordHeaders words = new RecordHeaders();
        words.add("content-type", new byte[1_000]).add("ink", new byte[1_000]);
        send("images", new byte[JoinTopology.largestWithItsAnswer(TOPICS)], words);
        send("feedback", json("{\"label\":7}", "feedback"), new RecordHeaders());
        send("feedback", "{\"label\":7}".getBytes(UTF_8), new RecordHeaders());
        send(
                "predictions",
                json(JoinDriver.answerJson("-", 0, 3), "predictions"),
                new RecordHeaders());

        assertThat(bytesOf("labeled-images"))
                .hasSize(1)
                .allSatisfy(
                        bytes -> assertThat(bytes).isBetween(8_000_000, limit("labeled-images")));
        assertThat(bytesOf("feedback-dlq"))
                .hasSize(1)
                .allSatisfy(bytes -> assertThat(bytes).isBetween(65_000, limit("feedback-dlq")));
        for (String topic : INTERNAL) {
            assertThat(bytesOf(topic))
                    .isNotEmpty()
                    .allSatisfy(bytes -> assertThat(bytes).isLessThan(internalLimit));
        }
    }

    private static int limit(String topic) {
        return TOPICS.file(topic).maxMessageBytes();
    }

    /** A value that fills its record, but for the headers, up to what the topic takes. */
    private static byte[] json(String text, String topic) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = (ObjectNode) mapper.readTree(text);
        json.put("id", ID);
        json.put("more", "");
        int left = limit(topic) - ID.length() - mapper.writeValueAsBytes(json).length;
        return mapper.writeValueAsBytes(json.put("more", "x".repeat(left)));
    }

    /** Fills the record by another header. */
    private void send(String topic, byte[] value, RecordHeaders headers) {
        int left = limit(topic) - size(ID.getBytes(UTF_8), value, headers) - 20;
        if (left > 0) {
            headers.add("filler", new byte[left]);
        }
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(ID.getBytes(UTF_8), value, headers, 0L));
    }

    private List<Integer> bytesOf(String topic) {
        return driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(record -> size(record.key(), record.value(), record.headers()) + 128)
                .toList();
    }

    private static int size(byte[] key, byte[] value, Headers headers) {
        int ofHeaders =
                Arrays.stream(headers.toArray())
                        .mapToInt(header -> header.key().length() + length(header) + 6)
                        .sum();
        return (key == null ? 0 : key.length) + (value == null ? 0 : value.length) + ofHeaders;
    }

    private static int length(Header header) {
        return header.value() == null ? 0 : header.value().length;
    }
}
