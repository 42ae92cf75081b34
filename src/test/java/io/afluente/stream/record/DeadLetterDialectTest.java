package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Dead letters of others say where they came from and why, and ours say it to others. */
class DeadLetterDialectTest {
    private static final RecordPosition SOURCE = new RecordPosition("images", 3, 1L << 40);
    private static final String REASON = "picture: neither PNG nor JPEG";

    @Test
    void shouldReadWhatKafkaStreamsItselfWrites() {
        DeadLetter letter = letter(deadLetterOfKafkaStreams());

        assertThat(letter.source()).contains(new RecordPosition("in", 0, 1));
        assertThat(letter.reason()).isEqualTo("no number");
        assertThat(letter.headers()).extracting(header -> header.key()).containsExactly("own");
    }

    @Test
    void shouldReadWhatKafkaConnectWrites() {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        "__connect.errors.topic", "images",
                        "__connect.errors.partition", "3",
                        "__connect.errors.offset", Long.toString(1L << 40),
                        "__connect.errors.connector.name", "sink",
                        "__connect.errors.exception.class.name", "org.example.DataException",
                        "__connect.errors.exception.message", REASON)
                .forEach((name, text) -> HeaderNames.put(headers, name, text));

        assertSays(headers);
    }

    @Test
    void shouldReadWhatSpringWrites() {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "kafka_dlt-original-topic", "images");
        headers.add("kafka_dlt-original-partition", ByteBuffer.allocate(4).putInt(3).array());
        headers.add("kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(1L << 40).array());
        HeaderNames.put(headers, "kafka_dlt-exception-fqcn", "org.example.ListenerException");
        HeaderNames.put(headers, "kafka_dlt-exception-message", REASON);

        assertSays(headers);
    }

    @Test
    void shouldWriteWhatReadersOfKafkaStreamsLookFor() {
        RecordHeaders headers = new RecordHeaders();

        DeadLetter.explain(headers, REASON, SOURCE);

        Headers theirs = deadLetterOfKafkaStreams().headers();
        assertThat(theirs)
                .filteredOn(header -> header.key().startsWith("__"))
                .extracting(header -> header.key())
                .filteredOn(name -> !name.endsWith("stacktrace"))
                .hasSize(5)
                .allSatisfy(name -> assertThat(headers.lastHeader(name)).isNotNull());
        assertThat(HeaderNames.text(headers, "__streams.errors.exception"))
                .isEqualTo("io.afluente.stream.record.BadRecordException");
        assertThat(HeaderNames.text(headers, "__streams.errors.message")).isEqualTo(REASON);
    }

    @Test
    void shouldTellTheClassWhereThereIsNoMessage() {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "__connect.errors.exception.class.name", "org.example.Fault");
        headers.add("__connect.errors.exception.message", null);

        assertThat(letter(headers).reason()).isEqualTo("org.example.Fault");
    }

    @Test
    void shouldNotKnowAPlaceThatIsHalfOrNone() {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "__streams.errors.topic", "images");
        headers.add("__streams.errors.partition", new byte[] {(byte) 0xff, 0, 0, 0});
        HeaderNames.put(headers, "__streams.errors.offset", "17");

        assertThat(letter(headers).source()).isEmpty();

        HeaderNames.put(headers, "__streams.errors.partition", "99999999999");
        assertThat(letter(headers).source()).isEmpty();

        HeaderNames.put(headers, "__streams.errors.partition", "9");
        assertThat(letter(headers).source()).contains(new RecordPosition("images", 9, 17));
    }

    private static void assertSays(RecordHeaders headers) {
        HeaderNames.put(headers, "own", 1);
        DeadLetter letter = letter(headers);
        assertThat(letter.source()).contains(SOURCE);
        assertThat(letter.reason()).isEqualTo(REASON);
        assertThat(letter.headers()).extracting(header -> header.key()).containsExactly("own");
    }

    private static TestRecord<byte[], byte[]> deadLetterOfKafkaStreams() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("in")
                .peek(
                        (key, value) -> {
                            if (!value.matches("[0-9]+")) {
                                throw new IllegalStateException("no number");
                            }
                        });
        Properties config = new Properties();
        config.put(
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                "org.apache.kafka.common.serialization.Serdes$StringSerde");
        config.put(
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                "org.apache.kafka.common.serialization.Serdes$StringSerde");
        config.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueProcessingExceptionHandler.class);
        config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead");
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "own", 1);
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), config)) {
            var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            in.pipeInput("good", "7");
            in.pipeInput(new TestRecord<>("bad", "seven", headers, 5L));
            return driver.createOutputTopic(
                            "dead", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecord();
        }
    }

    private static DeadLetter letter(TestRecord<byte[], byte[]> record) {
        assertThat(record.value()).isEqualTo("seven".getBytes(UTF_8));
        return letter(record.headers());
    }

    private static DeadLetter letter(Headers headers) {
        return new DeadLetter(
                new ConsumerRecord<>(
                        "images.DLT",
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        null,
                        null,
                        headers,
                        Optional.empty()));
    }
}
