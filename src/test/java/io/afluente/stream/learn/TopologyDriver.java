package io.afluente.stream.learn;

import io.afluente.TestNetworks;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import io.afluente.stream.classify.ClassifyConfig;
import io.afluente.stream.classify.PollBatches;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.runtime.AppConfig;
import io.afluente.stream.runtime.ThreadCommits;
import io.afluente.stream.topic.Topics;
import io.afluente.upgrade.StoppedLearner.Line;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A topology under test, fed and read in the terms of the service. */
public final class TopologyDriver implements AutoCloseable {
    public static final Topics TOPICS = Topics.withPrefix("");

    private final TopologyTestDriver driver;

    private static final ModelKeys KEYS = new ModelKeys(TestNetworks.mnist().name());

    private TopologyDriver(Topology topology, Map<String, Object> config) {
        Properties properties = new Properties();
        properties.putAll(config);
        driver = new TopologyTestDriver(topology, properties);
    }

    public static TopologyDriver classify(Topology topology, Path state) {
        return new TopologyDriver(
                topology,
                new ClassifyConfig(
                                config(state), new PollBatches(), 512, Duration.ZERO, Duration.ZERO)
                        .serving(TOPICS));
    }

    static TopologyDriver learn(Topology topology, Path state) {
        return new TopologyDriver(
                topology,
                new LearnConfig(
                                config(state),
                                10_000,
                                10_000_000,
                                Duration.ZERO,
                                new ThreadCommits())
                        .of(TOPICS));
    }

    private static AppConfig config(Path state) {
        return new AppConfig(
                Map.of("bootstrap.servers", "nowhere:1"),
                "test",
                "at_least_once",
                state.toString(),
                Optional.empty(),
                1,
                100,
                Meters.none());
    }

    /** Puts a checkpoint on the topic of models and points to it. */
    public TopologyDriver publish(Checkpoint checkpoint) {
        return put(checkpoint).point(KEYS.candidate(), new Pointer(nameOf(checkpoint)));
    }

    /** Puts a checkpoint on the topic of models. */
    public TopologyDriver put(Checkpoint checkpoint) {
        Manifest manifest = Manifest.of(checkpoint);
        List<byte[]> chunks = Manifest.split(checkpoint.bytes());
        for (int i = 0; i < chunks.size(); i++) {
            model(KEYS.chunk(manifest.version(), i), chunks.get(i));
        }
        return model(KEYS.manifest(manifest.version()), manifest.toJson());
    }

    /** Has a checkpoint answer in the shadow. */
    public TopologyDriver shadow(Checkpoint checkpoint) {
        return point(KEYS.shadow(), new Pointer(nameOf(checkpoint)));
    }

    public TopologyDriver endShadow() {
        return model(KEYS.shadow(), null);
    }

    /** Has a checkpoint answer a share of the keys. */
    public TopologyDriver challenge(Checkpoint checkpoint, double share) {
        return point(KEYS.challenger(), new Pointer(nameOf(checkpoint), share));
    }

    public TopologyDriver endChallenge() {
        return model(KEYS.challenger(), null);
    }

    private TopologyDriver point(String key, Pointer pointer) {
        return model(key, pointer.toJson());
    }

    private TopologyDriver model(String key, byte[] value) {
        driver.createInputTopic(TOPICS.models(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
        return this;
    }

    private static String nameOf(Checkpoint checkpoint) {
        return checkpoint.version().toString();
    }

    /** Sends raw pixels, or any other bytes, under a key that may be null. */
    public TopologyDriver send(
            String topic, String key, byte[] value, Map<String, String> headers) {
        return send(topic, key, value, headers, 0);
    }

    public TopologyDriver send(
            String topic, String key, byte[] value, Map<String, String> headers, long timestamp) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, text) -> HeaderNames.put(all, name, text));
        byte[] id = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return send(topic, new TestRecord<>(id, value, all, timestamp));
    }

    /** Sends a record with any bytes as its key, and any headers. */
    public TopologyDriver send(String topic, byte[] key, byte[] value, Headers headers) {
        return send(topic, new TestRecord<>(key, value, headers, 0L));
    }

    private TopologyDriver send(String topic, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
        return this;
    }

    /** Sends records as they once were on a topic. */
    public TopologyDriver records(String topic, List<Line> records) {
        var input =
                driver.createInputTopic(
                        topic, new ByteArraySerializer(), new ByteArraySerializer());
        for (Line line : records) {
            RecordHeaders headers = new RecordHeaders();
            line.headers().forEach(headers::add);
            input.pipeInput(new TestRecord<>(line.key(), line.value(), headers, line.timestamp()));
        }
        return this;
    }

    /** All predictions since the last look. */
    public List<TestRecord<byte[], PredictionRecord>> predictions() {
        return answers(TOPICS.predictions());
    }

    /** All answers on a topic since the last look. */
    public List<TestRecord<byte[], PredictionRecord>> answers(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new PredictionCodec())
                .readRecordsToList();
    }

    /** All records of a topic since the last look. */
    public List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
