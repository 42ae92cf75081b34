package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.evaluate.Score;
import io.afluente.learn.MiniBatchScore;
import io.afluente.learn.drift.DriftState;
import io.afluente.learn.drift.Event;
import io.afluente.learn.example.Mistake;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import io.afluente.registry.Manifest;
import io.afluente.stream.classify.ForwardedHeaders;
import io.afluente.stream.event.EventHeaders;
import io.afluente.stream.event.EventMode;
import io.afluente.stream.format.ValueFormats;
import io.afluente.stream.runtime.AppConfig;
import io.afluente.stream.topic.TopicFile;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.TraceContext;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The largest record that each topic gets, made of the largest input that is not a dead letter, is
 * no more than the topic takes. What the join makes is in its own test.
 */
class RecordSizesTest {
    private static final Topics TOPICS = Topics.withPrefix("");

    /** Of the batch that a record travels in, and of its own lengths and times. */
    private static final int OVERHEAD = 128;

    /** Text of one character that JSON writes as six. */
    private static final String MAX_ID = "\u0001".repeat(RecordBounds.MAX_KEY_BYTES);

    private static final int MAX_BATCH = 4_096;

    static List<TopicFile> files() {
        return TOPICS.names().stream().map(TOPICS::file).toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldStateWhatEachTopicTakes(TopicFile file) {
        assertThat(file.config()).containsKey("max.message.bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"predictions", "predictions-shadow"})
    void shouldTakeTheLargestPrediction(String topic) {
        float[] probabilities = new float[NetworkSpec.MAX_LABELS];
        Arrays.fill(probabilities, Float.MIN_NORMAL);
        PredictionRecord answer =
                new PredictionRecord(
                        MAX_ID,
                        new Prediction(probabilities),
                        "m".repeat(64),
                        "9".repeat(18) + "-0123456789ab",
                        new RecordPosition("t".repeat(249), Integer.MAX_VALUE, Long.MAX_VALUE));
        RecordHeaders image = new RecordHeaders();
        image.add("traceparent", new byte[512]);
        image.add("tracestate", new byte[8_192]);
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, HeaderNames.SLICE_SIZE, Integer.MAX_VALUE);
        HeaderNames.put(headers, HeaderNames.SLICE_POSITION, Integer.MAX_VALUE);
        image.add("ce_tenant", new byte[ForwardedHeaders.MAX_BYTES - "ce_tenant".length()]);
        assertThat(ForwardedHeaders.usual().putTrace(image, TraceContext.NONE, headers)).isZero();
        assertThat(ForwardedHeaders.usual().copy(image, headers)).isZero();

        new EventHeaders(EventMode.STRUCTURED, "classify", EventHeaders.PREDICTION)
                .put(headers, answer.model(), answer.source(), MAX_ID, 0);

        for (EventMode mode : List.of(EventMode.BINARY, EventMode.STRUCTURED)) {
            RecordHeaders ofRecord = new RecordHeaders(headers);
            byte[] value =
                    new PredictionCodec(ValueFormats.JSON, mode).serialize(topic, ofRecord, answer);
            assertTakes(topic, MAX_ID.getBytes(UTF_8), value, ofRecord);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "labeled-images", "feedback"})
    void shouldTakeTheDeadLetterOfTheLargestRecordWhole(String input) {
        String dlq = TOPICS.deadLettersOf(input);
        byte[] value = new byte[TOPICS.file(input).maxMessageBytes() - OVERHEAD];
        String reason = new BadRecordException("\u4e00".repeat(10_000)).getMessage();

        ProducerRecord<byte[], byte[]> letter =
                DeadLetter.of(
                        new ConsumerRecord<>(
                                "t".repeat(249),
                                Integer.MAX_VALUE,
                                Long.MAX_VALUE,
                                0,
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                null,
                                value,
                                new RecordHeaders(),
                                Optional.empty()),
                        reason,
                        dlq,
                        0,
                        TOPICS.file(dlq).maxMessageBytes());

        assertThat(letter.value()).isSameAs(value);
        assertTakes(dlq, null, letter.value(), letter.headers());
    }

    @Test
    void shouldTakeTheLargestScore() {
        int most = NetworkSpec.MAX_LABELS;
        List<List<Integer>> confusion =
                Collections.nCopies(MAX_BATCH, List.of(most, most, MAX_BATCH));
        List<Mistake> mistakes =
                Collections.nCopies(MAX_BATCH, new Mistake(Long.MAX_VALUE, most, most));
        List<Event> events =
                Collections.nCopies(
                        256, new Event(Event.Kind.ROLLED_BACK, Long.MAX_VALUE, "w".repeat(500)));
        double real = -Math.PI * 1e-300;
        MiniBatchScore score =
                new MiniBatchScore(
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        MAX_BATCH,
                        MAX_BATCH,
                        MAX_BATCH,
                        real,
                        confusion,
                        mistakes,
                        real,
                        new Score(
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                real,
                                real,
                                real,
                                real,
                                real,
                                real,
                                real,
                                real,
                                real),
                        new DriftState("page-hinkley", "warning", Long.MAX_VALUE),
                        events);

        RecordHeaders headers = new RecordHeaders();
        byte[] json =
                new ScoreCodec()
                        .serialize(
                                "scores",
                                headers,
                                new ScoreRecord(
                                        "m".repeat(64), "t".repeat(249), Integer.MAX_VALUE, score));

        assertTakes("scores", "m".repeat(64).getBytes(UTF_8), json, headers);
    }

    @Test
    void shouldTakeTheLargestPieceOfAVersion() {
        byte[] key = "m".repeat(64 + 40).getBytes(UTF_8);

        assertTakes("models", key, new byte[Manifest.CHUNK_BYTES], new RecordHeaders());
    }

    @Test
    void shouldTakeTheLargestVersionThatAnOrderBrings() {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, HeaderNames.CONTROL, "continue");

        assertTakes("labeled-images", new byte[64], new byte[LogEntryReader.MAX_VERSION], headers);
    }

    @Test
    void shouldJournalTheLargestExample() {
        int example = NetworkSpec.MAX_INPUTS + 6 * RecordBounds.MAX_KEY_BYTES + 1_000;

        assertThat(example).isLessThan(AppConfig.room(TOPICS));
    }

    private static void assertTakes(String topic, byte[] key, byte[] value, Headers headers) {
        assertThat(RecordBounds.bytes(key, value, headers) + OVERHEAD)
                .isLessThanOrEqualTo(TOPICS.file(topic).maxMessageBytes());
    }
}
