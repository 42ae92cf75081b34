package io.afluente.web.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestService;
import io.afluente.Waiting;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.HttpRole;
import io.afluente.service.LearnRole;
import io.afluente.service.Service;
import io.afluente.setting.HttpPort;
import io.afluente.setting.InferSetting;
import io.afluente.stream.format.TestRegistry;
import io.afluente.stream.format.ValueFormat;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.topic.Topics;
import io.afluente.web.Http;
import io.afluente.web.PrometheusMeters;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Question and answer over HTTP in both ways, beside a learner, a classifier and a real broker. */
@ExtendWith(BrokerExtension.class)
class InferIT {
    private static final InferLimits LIMITS = new InferLimits(16, 8, 0);
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @TempDir private Path folder;

    @Test
    void shouldAnswerThroughKafkaAndDirectlyAlike(TestCluster cluster) throws Exception {
        TestService service = TestService.on(cluster, folder);
        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(Meters.none());
                Service log = serve(service, false);
                Service direct = serve(service, true)) {
            learn.start();
            classify.start().running().join();
            Http throughKafka = ready(log);
            Http directly = ready(direct);

            JsonNode answer = infer(throughKafka, Requests.files(0, 3, ""), "traceparent", TRACE);
            JsonNode again = infer(directly, Requests.pixels("UINT8", 0, 3));
            assertThatTheyAgree(answer, again);
            assertThat(answer.get("model_version")).isEqualTo(again.get("model_version"));
            assertThat(answer.get("parameters")).isEqualTo(again.get("parameters"));

            assertThatTheLogHas(cluster, texts(output(answer, "id")), 3);
            assertThatOneBadPictureSpoilsItsRequestAlone(throughKafka);
            assertThatWritingIsFound(throughKafka, directly);

            service.sendLabeled(0, 16);
            awaitVersion(throughKafka, "000001-");
            awaitVersion(directly, "000001-");
            assertThat(throughKafka.get("/metrics").body())
                    .containsPattern("afluente_infer_requests_total\\{code=\"400\".*\\} 1")
                    .containsPattern("afluente_infer_requests_total\\{code=\"200\"");
        }
    }

    @Test
    void shouldReadPredictionsThatAreAvro(TestCluster cluster) throws Exception {
        try (TestRegistry registry = new TestRegistry()) {
            Topics avro =
                    cluster.topics()
                            .in(
                                    registry.formats(
                                            Map.of(
                                                    cluster.topics().predictions(),
                                                    ValueFormat.AVRO)));
            TestService service =
                    TestService.on(new TestCluster(cluster.bootstrapServers(), avro), folder);
            try (LearnRole learn = service.learner(Meters.none());
                    ClassifyRole classify = service.classifier(Meters.none());
                    Service log = serve(service, false)) {
                learn.start();
                classify.start().running().join();

                JsonNode answer = infer(ready(log), Requests.pixels("UINT8", 0, 2));

                assertThat(output(answer, "probabilities").get("data")).hasSize(2 * 10);
                assertThat(cluster.read(avro.predictions(), 2))
                        .as("framed as a registry's values are")
                        .allSatisfy(record -> assertThat(record.value()).startsWith(0, 0, 0, 0, 1));
            }
        }
    }

    private static void assertThatTheLogHas(TestCluster cluster, List<String> ids, int count) {
        assertThat(ids).hasSize(count);
        List<ConsumerRecord<byte[], byte[]>> predictions =
                cluster.read(cluster.topics().predictions(), count);
        assertThat(predictions)
                .as("only the way through Kafka leaves a trace there, and once")
                .extracting(record -> new String(record.key(), UTF_8))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(predictions)
                .extracting(record -> HeaderNames.text(record.headers(), "traceparent"))
                .containsOnly(TRACE);
    }

    private static void assertThatOneBadPictureSpoilsItsRequestAlone(Http http) {
        byte[] bad = Requests.json("BYTES", "[1]", "[\"aGVsbG8=\"]");
        HttpResponse<String> answer = http.post("/v2/models/mnist/infer", bad);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Protocol.checked("error", answer.body()).get("error").asText())
                .startsWith(
                        "images[0]: picture: only PNG, JPEG, WebP, GIF, BMP and TIFF are accepted");
    }

    private static void assertThatWritingIsFound(Http throughKafka, Http directly) {
        byte[] body = Requests.writing();
        assertThatTheyAgree(infer(throughKafka, body), infer(directly, body));
    }

    /** The last bits depend on how many pictures were answered together. */
    private static void assertThatTheyAgree(JsonNode one, JsonNode other) {
        JsonNode these = output(one, "probabilities").get("data");
        JsonNode those = output(other, "probabilities").get("data");
        assertThat(these).isNotEmpty().hasSameSizeAs(those);
        for (int i = 0; i < these.size(); i++) {
            assertThat(these.get(i).asDouble()).isCloseTo(those.get(i).asDouble(), within(1e-6));
        }
    }

    private static Service serve(TestService service, boolean direct) {
        PrometheusMeters meters = new PrometheusMeters();
        HttpRole role =
                new HttpRole(service.settings(), new InferSetting(direct, LIMITS), "", meters);
        return Service.start(List.of(role), meters, new HttpPort("127.0.0.1", 0, false));
    }

    private static Http ready(Service service) {
        Http http = new Http(service.port());
        Waiting.until("a version serves", () -> http.get("/v2/health/ready").statusCode() == 200);
        assertThat(http.get("/readyz").statusCode()).isEqualTo(200);
        Protocol.checked("model", http.get("/v2/models/mnist").body());
        return http;
    }

    private static void awaitVersion(Http http, String version) {
        Waiting.until(
                version + " answers",
                () ->
                        infer(http, Requests.pixels("UINT8", 0, 1))
                                .get("model_version")
                                .asText()
                                .startsWith(version));
    }

    private static JsonNode infer(Http http, byte[] body, String... headers) {
        HttpResponse<String> answer = http.post("/v2/models/mnist/infer", body, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Protocol.checked("response", answer.body());
    }

    private static JsonNode output(JsonNode answer, String name) {
        for (JsonNode output : answer.get("outputs")) {
            if (output.get("name").asText().equals(name)) {
                return output;
            }
        }
        throw new AssertionError("no " + name + " in " + answer);
    }

    private static List<String> texts(JsonNode output) {
        List<String> texts = new ArrayList<>();
        output.get("data").forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
