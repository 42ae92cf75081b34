package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.gate.GateSettings;
import io.afluente.meter.Meters;
import io.afluente.service.InitialVersion;
import io.afluente.service.LearnRole;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A camera that is held out whole, and is the only one that sends. */
@ExtendWith(BrokerExtension.class)
class HeldOutKeyIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LABELS = 3_200;
    private static final int CLOSES_AT = 4 * 32;

    @TempDir private Path folder;
    private TestCluster cluster;
    private TestService service;

    @BeforeEach
    void start(TestCluster cluster) {
        this.cluster = cluster;
        this.service = TestService.on(cluster, folder);
    }

    @Test
    void shouldScoreAllOfItAndGoOnAfterARestart() {
        send(0, LABELS / 2);
        learnUpTo(LABELS / 2);
        send(LABELS / 2, LABELS);
        List<JsonNode> scores = learnUpTo(LABELS);

        assertThat(scores).hasSize(LABELS / CLOSES_AT);
        assertThat(scores).allMatch(s -> s.get("heldOut").asInt() == CLOSES_AT);
        assertThat(scores.stream().flatMap(s -> s.get("events").findValuesAsText("kind").stream()))
                .containsExactly("key-held-out");
    }

    private List<JsonNode> learnUpTo(int labels) {
        try (LearnRole learn = learner()) {
            learn.start();
            return cluster.read(cluster.topics().scores(), labels / CLOSES_AT).stream()
                    .map(record -> json(record.value()))
                    .toList();
        }
    }

    private LearnRole learner() {
        GateSettings gate = new GateSettings(true, 0.05, 400, 600, 200, 0.02);
        LearnSettings settings = new LearnSettings(32, 40, 1, 1000, 0.01).withGate(gate);
        return new LearnRole(
                service.settings().learning(settings),
                new InitialVersion(service.settings().network(), 1, Optional.empty()),
                Meters.none());
    }

    private void send(int from, int to) {
        cluster.send(IntStream.range(from, to).mapToObj(this::labeled).toList());
    }

    private ProducerRecord<byte[], byte[]> labeled(int number) {
        var record =
                new ProducerRecord<>(
                        cluster.topics().labeledImages(),
                        "camera-12".getBytes(UTF_8),
                        TestNetworks.picture(number).image().pixels());
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageCodec.RAW);
        HeaderNames.put(record.headers(), HeaderNames.LABEL, TestNetworks.picture(number).label());
        return record;
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
