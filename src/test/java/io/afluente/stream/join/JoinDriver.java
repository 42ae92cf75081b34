package io.afluente.stream.join;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.CountingMeters;
import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.runtime.AppConfig;
import io.afluente.stream.topic.Topics;
import io.afluente.stream.tracing.RecordTrace;
import io.afluente.trace.TraceContext;
import io.afluente.trace.Tracing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The join under test, fed with images, answers and labels. */
final class JoinDriver implements AutoCloseable {
    static final Duration RETENTION = Duration.ofMinutes(10);
    static final long BYTES = 30_000;
    static final int MAX_BYTES = 20_000;

    private static final Topics TOPICS = Topics.withPrefix("");

    private final Path state;
    private final CountingMeters meters = new CountingMeters();
    private Instant now = Instant.parse("2020-01-01T00:00:00Z");
    private final Tracing tracing;
    private TopologyTestDriver driver;
    private TraceContext place = TraceContext.NONE;

    JoinDriver(Path state) {
        this(state, Tracing.none());
    }

    JoinDriver(Path state, Tracing tracing) {
        this.state = state;
        this.tracing = tracing;
        this.driver = start();
    }

    static JoinTopology topology(CountingMeters meters, Tracing tracing) {
        return new JoinTopology(
                TOPICS,
                label -> 10,
                MAX_BYTES,
                new JoinLimits(RETENTION, BYTES),
                topic -> "id of " + topic,
                System::currentTimeMillis,
                tracing,
                meters);
    }

    private TopologyTestDriver start() {
        AppConfig config =
                new AppConfig(
                        Map.of("bootstrap.servers", "nowhere:1"),
                        "test",
                        "exactly_once_v2",
                        state.toString(),
                        Optional.empty(),
                        1,
                        100,
                        meters);
        Properties properties = new Properties();
        properties.putAll(new JoinConfig(config).of(TOPICS));
        return new TopologyTestDriver(topology(meters, tracing).get(), properties, now);
    }

    /** Lets it run without anything coming in. */
    JoinDriver run(Duration time) {
        for (Duration ran = Duration.ZERO;
                ran.compareTo(time) < 0;
                ran = ran.plus(JoinFeedback.TICK)) {
            driver.advanceWallClockTime(JoinFeedback.TICK);
            now = now.plus(JoinFeedback.TICK);
        }
        return this;
    }

    /** Stops it, and starts it again later with the same store. */
    JoinDriver restartAfter(Duration time) {
        List<KeyValue<Bytes, byte[]>> kept = all();
        driver.close();
        now = now.plus(time);
        driver = start();
        kept.forEach(entry -> store().put(entry.key, entry.value));
        return this;
    }

    /** What is sent from now on stands there in a trace. */
    JoinDriver at(TraceContext other) {
        place = other;
        return this;
    }

    JoinDriver image(String id, String value) {
        return image(id, value, now.toEpochMilli());
    }

    JoinDriver image(String id, String value, long timestamp) {
        return send(TOPICS.images(), id, value, "content-type", "image/png", timestamp);
    }

    /** An image of writing that is dark on light, as its header says. */
    JoinDriver darkImage(String id, String value) {
        return send(TOPICS.images(), id, value, "ink", "dark-on-light", now.toEpochMilli());
    }

    /** A prediction of the image at an offset. */
    JoinDriver answer(String id, long offset, int label) {
        return prediction(id, answerJson(id, offset, label));
    }

    JoinDriver prediction(String id, String json) {
        return send(TOPICS.predictions(), id, json, "slice-size", "1", now.toEpochMilli());
    }

    /** A prediction as a structured event. */
    JoinDriver enveloped(String id, String json) {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"/s\",\"type\":\"t\",\"data\":%s}";
        String type = "application/cloudevents+json";
        long time = now.toEpochMilli();
        return send(TOPICS.predictions(), id, event.formatted(json), "content-type", type, time);
    }

    static String answerJson(String id, long offset, int label) {
        StringBuilder probabilities = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            probabilities.append(i == 0 ? "" : ",").append(i == label ? "0.91" : "0.01");
        }
        return ("{\"id\":\"%s\",\"label\":%d,\"confidence\":0.91,\"probabilities\":[%s],"
                        + "\"model\":\"mnist\",\"version\":\"v\",\"source\":{\"topic\":\"images\","
                        + "\"partition\":0,\"offset\":%d}}")
                .formatted(id, label, probabilities, offset);
    }

    JoinDriver label(String id, int label) {
        return feedback(id, "{\"label\":%d}".formatted(label));
    }

    JoinDriver label(String id, int label, long offset) {
        return feedback(
                id,
                "{\"label\":%d,\"source\":{\"topic\":\"images\",\"partition\":0,\"offset\":%d}}"
                        .formatted(label, offset));
    }

    JoinDriver feedback(String id, String json) {
        return send(TOPICS.feedback(), id, json, "mine", "kept", now.toEpochMilli());
    }

    List<TestRecord<byte[], byte[]>> labeled() {
        return read(TOPICS.labeledImages());
    }

    List<String> labeledValues() {
        return labeled().stream().map(record -> new String(record.value(), UTF_8)).toList();
    }

    List<TestRecord<byte[], byte[]>> dead() {
        return read("feedback-dlq");
    }

    List<String> reasons() {
        return dead().stream()
                .map(record -> HeaderNames.text(record.headers(), HeaderNames.DLQ_REASON))
                .toList();
    }

    static RecordPosition positionOf(TestRecord<byte[], byte[]> dead) {
        var record =
                new ConsumerRecord<>(
                        "feedback-dlq",
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        dead.key(),
                        dead.value(),
                        dead.headers(),
                        Optional.empty());
        return new DeadLetter(record).source().orElseThrow();
    }

    long count(String meter) {
        return meters.count(meter);
    }

    /** How many bytes it says that it keeps. */
    long kept() {
        return (long) meters.gauge("waiting.bytes");
    }

    /** How many entries its store has. */
    long keys() {
        return all().size();
    }

    @Override
    public void close() {
        driver.close();
    }

    private List<KeyValue<Bytes, byte[]>> all() {
        List<KeyValue<Bytes, byte[]>> entries = new java.util.ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> iterator = store().all()) {
            iterator.forEachRemaining(entries::add);
        }
        return entries;
    }

    private KeyValueStore<Bytes, byte[]> store() {
        return driver.getKeyValueStore(JoinState.STORE);
    }

    private JoinDriver send(
            String topic, String key, String value, String header, String text, long timestamp) {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, header, text);
        RecordTrace.put(headers, place);
        TestInputTopic<byte[], byte[]> input =
                driver.createInputTopic(
                        topic, new ByteArraySerializer(), new ByteArraySerializer());
        byte[] id = key == null ? null : key.getBytes(UTF_8);
        input.pipeInput(new TestRecord<>(id, value.getBytes(UTF_8), headers, timestamp));
        return this;
    }

    private List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }
}
