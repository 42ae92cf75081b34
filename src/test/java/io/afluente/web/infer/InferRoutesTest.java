package io.afluente.web.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.afluente.TestNetworks;
import io.afluente.image.PngEncoder;
import io.afluente.model.Prediction;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.LiveModel;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol over real HTTP, answered by a live model. */
class InferRoutesTest {
    private static final Checkpoint FIRST = TestNetworks.untrained(1, 1);
    private static final String VERSION = FIRST.version().toString();
    private static final DirectServer SERVER = DirectServer.serving(FIRST);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void shouldTellOfItselfAndItsModel() {
        JsonNode server = get("server", "/v2", 200);
        assertThat(server.get("name").asText()).isEqualTo("afluente");
        assertThat(server.get("extensions").get(0).asText()).isEqualTo("binary_tensor_data");
        assertThat(get("live", "/v2/health/live", 200).get("live").asBoolean()).isTrue();
        assertThat(get("ready", "/v2/health/ready", 200).get("ready").asBoolean()).isTrue();
        assertThat(get("ready", "/v2/models/mnist/ready", 200).get("ready").asBoolean()).isTrue();
        get("ready", "/v2/models/mnist/versions/" + VERSION + "/ready", 200);

        JsonNode model = get("model", "/v2/models/mnist", 200);
        assertThat(model).isEqualTo(get("model", "/v2/models/mnist/versions/" + VERSION, 200));
        assertThat(model.get("versions").get(0).asText()).isEqualTo(VERSION);
        assertThat(model.get("inputs").get(0).toString())
                .isEqualTo("{\"name\":\"images\",\"datatype\":\"UINT8\",\"shape\":[-1,28,28,1]}");
    }

    @Test
    void shouldHaveTheOutputsThatItsMetadataSays() {
        JsonNode metadata = get("model", "/v2/models/mnist", 200).get("outputs");
        JsonNode outputs = answer(Requests.pixels("UINT8", 0, 3)).get("outputs");

        assertThat(outputs).hasSameSizeAs(metadata);
        for (int i = 0; i < outputs.size(); i++) {
            assertThat(outputs.get(i).get("name")).isEqualTo(metadata.get(i).get("name"));
            assertThat(outputs.get(i).get("datatype")).isEqualTo(metadata.get(i).get("datatype"));
            assertThat(outputs.get(i).get("shape")).hasSameSizeAs(metadata.get(i).get("shape"));
        }
    }

    @Test
    void shouldAnswerAlikeHoweverPicturesAreSent() {
        List<Prediction> expected = expected(0, 3);

        for (byte[] body :
                List.of(
                        Requests.pixels("UINT8", 0, 3),
                        Requests.pixels("FP32", 0, 3),
                        Requests.files(0, 3, ""))) {
            JsonNode answer = answer(body);

            assertThat(answer.get("id").asText()).isEqualTo("of mine");
            assertThat(answer.get("model_version").asText()).isEqualTo(VERSION);
            assertThat(answer.get("parameters").get("engine").asText()).isEqualTo("nd4j");
            assertThat(floats(output(answer, "probabilities"))).isEqualTo(flat(expected));
            assertThat(output(answer, "label").get("data").get(2).asInt())
                    .isEqualTo(expected.get(2).label());
            assertThat(output(answer, "label_name").get("data").get(2).asText())
                    .isEqualTo(TestNetworks.mnist().labels().get(expected.get(2).label()));
        }
    }

    @Test
    void shouldTakeAndGiveBinaryValues() {
        String outputs =
                """
                ,"outputs":[{"name":"probabilities","parameters":{"binary_data":true}},{"name":"label"}]\
                """;
        Requests.Binary request = Requests.binary(0, 2, outputs);
        HttpResponse<byte[]> answer =
                SERVER.http()
                        .postForBytes("/v2/models/mnist/infer", request.body(), request.headers());

        assertThat(answer.statusCode()).isEqualTo(200);
        int json =
                Integer.parseInt(
                        answer.headers()
                                .firstValue("Inference-Header-Content-Length")
                                .orElseThrow());
        JsonNode body = Protocol.checked("response", new String(answer.body(), 0, json, UTF_8));
        ByteBuffer values =
                ByteBuffer.wrap(answer.body(), json, answer.body().length - json)
                        .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(body.get("outputs").get(0).get("parameters").get("binary_data_size").asInt())
                .isEqualTo(2 * 10 * 4)
                .isEqualTo(values.remaining());
        List<Float> given = new ArrayList<>();
        while (values.hasRemaining()) {
            given.add(values.getFloat());
        }
        assertThat(given).isEqualTo(flat(expected(0, 2)));
        assertThat(body.get("outputs").get(1).get("data")).hasSize(2);
    }

    @Test
    void shouldTakeFilesAsBinaryElements() {
        byte[] png = PngEncoder.encode(TestNetworks.picture(7).image());
        Requests.Binary request = Requests.binary("BYTES", "[1]", Requests.element(png), "");

        HttpResponse<String> answer = SERVER.infer(request.body(), request.headers());

        assertThat(floats(output(Protocol.checked("response", answer.body()), "probabilities")))
                .isEqualTo(flat(expected(7, 8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {                                                    | value: broken JSON",
                "400 | []                                                   | value: must be a JSON object",
                "400 | {}                                                   | one input named \"images\" is needed",
                "400 | {\"inputs\":7}                                       | inputs: must be a list",
                "400 | {\"inputs\":[{\"name\":\"x\"}]}                      | got [x]",
                "400 | {\"inputs\":[{},{},{},{},{},{},{},{},{}]}             | inputs: more than 8",
                "400 | {\"inputs\":[{\"name\":\"images\"}]}                 | images: datatype: missing",
                "400 | {\"inputs\":[{\"name\":\"images\",\"datatype\":\"UINT8\"}]} | images: shape: missing",
            })
    void shouldSayWhichFieldIsWrong(int status, String body, String words) {
        assertRefused(SERVER.infer(body.getBytes(UTF_8)), status, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | FP64  | [1,28,28,1] | [1]                | images: datatype: UINT8, FP32 or BYTES, not FP64",
                "400 | UINT8 | [1,28,28]   | [1]                | images: shape: [N, 28, 28, 1] is needed, got [1, 28, 28]",
                "400 | UINT8 | [1,28,28,3] | [1]                | images: shape: [N, 28, 28, 1] is needed",
                "400 | UINT8 | [0,28,28,1] | []                 | images: shape: at least 1 image",
                "400 | UINT8 | [-5,28,28,1] | []                | images: shape: at least 1 image",
                "400 | UINT8 | [1,28,28,1] | [1,2]              | the shape needs 784 values, got 2",
                "400 | UINT8 | [1,28,28,1] | [\"a\"]            | images: data: must be numbers",
                "400 | UINT8 | [1,28,28,1] | [true]             | images: data: numbers or texts",
                "400 | UINT8 | [1,28,28,1] | 7                  | images: data: must be a list",
                "400 | BYTES | [2]         | [\"aGVsbG8=\"]     | the shape says 2 files, got 1",
                "400 | BYTES | [1,28]      | [\"aGVsbG8=\"]     | images: shape: [N] is needed for files",
                "400 | BYTES | [1]         | [1]                | images: data: must be base64 texts",
                "400 | BYTES | [1]         | [\"*\"]            | images[0]: data: not base64",
                "400 | BYTES | [1]         | [\"aGVsbG8=\"]     | images[0]: picture: only PNG, JPEG, WebP, GIF, BMP and TIFF are accepted",
                "400 | BYTES | [1]         | [\"R0lGODlh\"]     | images[0]: picture: GIF is cut short",
                "413 | UINT8 | [17,28,28,1] | []                | images: 17 images, 16 are the most in one request",
                "413 | UINT8 | [99999999999999,28,28,1] | []    | 16 are the most in one request",
            })
    void shouldSayWhatIsWrongWithATensor(
            int status, String datatype, String shape, String data, String words) {
        assertRefused(SERVER.infer(Requests.json(datatype, shape, data)), status, words);
    }

    @Test
    void shouldTakePixelsAloneForPixels() {
        String many = ",0".repeat(783);
        assertRefused(pixel("UINT8", "256" + many), 400, "value 0 must be from 0 to 255, got 256");
        assertRefused(pixel("UINT8", "0.5" + many), 400, "value 0 must be a whole number, got 0.5");
        assertRefused(pixel("FP32", "-1" + many), 400, "value 0 must be from 0 to 255");
        assertRefused(pixel("FP32", "1e400" + many), 400, "value 0 must be from 0 to 255");
        assertRefused(pixel("FP32", "0.5" + many), 400, "all values lie from 0 to 1");
        assertThat(pixel("FP32", "200.5" + many).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> pixel(String datatype, String values) {
        return SERVER.infer(Requests.json(datatype, "[1,28,28,1]", "[" + values + "]"));
    }

    @Test
    void shouldSayWhatIsWrongWithBinaryValues() {
        Requests.Binary good = Requests.binary(0, 1, "");
        String header = "Inference-Header-Content-Length";

        assertRefused(SERVER.infer(good.body(), header, "x"), 400, header);
        assertRefused(SERVER.infer(good.body(), header, "9999999"), 400, header);
        assertRefused(SERVER.infer(good.body()), 400, "value: something");
        Requests.Binary few = Requests.binary("UINT8", "[2,28,28,1]", new byte[784], "");
        assertRefused(SERVER.infer(few.body(), few.headers()), 400, "needs 1,568 bytes, got 784");
        Requests.Binary cut = Requests.binary("BYTES", "[1]", new byte[] {9, 0, 0, 0, 1}, "");
        assertRefused(
                SERVER.infer(cut.body(), cut.headers()), 400, "images[0]: says 9 bytes, 1 follow");
        Requests.Binary huge = Requests.binary("BYTES", "[1]", new byte[] {-1, -1, -1, -1}, "");
        assertRefused(SERVER.infer(huge.body(), huge.headers()), 400, "says 4294967295 bytes");
        Requests.Binary short3 = Requests.binary("BYTES", "[1]", new byte[3], "");
        assertRefused(SERVER.infer(short3.body(), short3.headers()), 400, "ends within its length");
    }

    @Test
    void shouldKnowNoOtherModelVersionOrOutput() {
        byte[] body = Requests.pixels("UINT8", 0, 1);

        assertRefused(SERVER.http().post("/v2/models/x/infer", body), 404, "no \"x\" here");
        assertRefused(SERVER.http().get("/v2/models/x"), 404, "no \"x\" here");
        assertRefused(SERVER.http().get("/v2/models/x/ready"), 404, "no \"x\" here");
        assertRefused(
                SERVER.http().post("/v2/models/mnist/versions/7/infer", body),
                404,
                "7 does not serve, " + VERSION + " does");
        String wanted = ",\"outputs\":[{\"name\":\"scores\"}]";
        assertRefused(
                SERVER.infer(Requests.files(0, 1, wanted)),
                400,
                "outputs: there is no \"scores\", only label, label_name");
    }

    @Test
    void shouldRefuseOtherKindsOfBodies() {
        byte[] body = Requests.pixels("UINT8", 0, 1);

        assertRefused(SERVER.infer(body, "Content-Type", "text/plain"), 415, "content-type");
        assertRefused(SERVER.infer(body, "Content-Encoding", "gzip"), 415, "content-encoding");
        assertThat(
                        SERVER.infer(body, "Content-Type", "application/json; charset=utf-8")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldLetNeitherOtherSitesNorOtherMachinesAskWithoutTheToken() {
        byte[] body = Requests.pixels("UINT8", 0, 1);

        assertRefused(SERVER.infer(body, "Origin", "http://evil.example"), 403, "");
        assertRefused(SERVER.infer(body, "X-Forwarded-For", "10.0.0.1"), 401, "token");
        assertThat(SERVER.infer(body, "Via", "x", "Authorization", "Bearer open").statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseAClientThatAsksTooOften() {
        try (DirectServer slow = DirectServer.serving(FIRST, new InferLimits(16, 8, 1))) {
            byte[] body = Requests.pixels("UINT8", 0, 1);
            HttpResponse<String> first = slow.infer(body);
            HttpResponse<String> next = slow.infer(body);

            assertThat(first.statusCode()).isEqualTo(200);
            assertRefused(next, 429, "no more than 1 requests a second");
            assertThat(next.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(slow.meters.count("infer.requests")).isEqualTo(2);
            assertThat(slow.meters.count("infer.images")).isEqualTo(1);
        }
    }

    @Test
    void shouldTellToComeBackWhileNoVersionServes() {
        try (DirectServer empty = DirectServer.empty()) {
            HttpResponse<String> answer = empty.infer(Requests.pixels("UINT8", 0, 1));

            assertRefused(answer, 503, "no version of mnist serves yet");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(empty.http().get("/v2/health/ready").statusCode()).isEqualTo(503);
            assertThat(empty.http().get("/v2/health/live").statusCode()).isEqualTo(200);
            assertThat(empty.http().get("/v2/models/mnist/ready").statusCode()).isEqualTo(503);
            assertRefused(empty.http().get("/v2/models/mnist"), 503, "no version");
        }
    }

    @Test
    void shouldAnswerByAnotherVersionOnceThatServes() {
        Checkpoint second = TestNetworks.untrained(2, 2);
        try (DirectServer server = DirectServer.serving(FIRST)) {
            server.infer(Requests.pixels("UINT8", 0, 1));
            server.live.accept(second);

            JsonNode answer =
                    Protocol.checked(
                            "response", server.infer(Requests.pixels("UINT8", 0, 1)).body());

            assertThat(answer.get("model_version").asText()).isEqualTo(second.version().toString());
        }
    }

    @Test
    void shouldTellOfAPictureThatTheNetworkHasNoNumbersFor() {
        try (DirectServer server = DirectServer.serving(TestNetworks.overflowing(1))) {
            Requests.Binary request =
                    Requests.binary("UINT8", "[1,28,28,1]", TestNetworks.overflow(), "");

            assertRefused(
                    server.infer(request.body(), request.headers()),
                    400,
                    "gives no numbers for it");
        }
    }

    private static JsonNode get(String definition, String path, int status) {
        HttpResponse<String> answer = SERVER.http().get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        return Protocol.checked(definition, answer.body());
    }

    private static JsonNode answer(byte[] body) {
        HttpResponse<String> answer = SERVER.infer(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Protocol.checked("response", answer.body());
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Protocol.checked("error", answer.body()).get("error").asText()).contains(words);
    }

    private static List<Prediction> expected(int from, int to) {
        try (LiveModel.Answering model = SERVER.live.answering().orElseThrow()) {
            return model.classifier()
                    .predict(
                            IntStream.range(from, to)
                                    .mapToObj(i -> TestNetworks.picture(i).image())
                                    .toList());
        }
    }

    private static JsonNode output(JsonNode answer, String name) {
        for (JsonNode output : answer.get("outputs")) {
            if (output.get("name").asText().equals(name)) {
                return output;
            }
        }
        throw new AssertionError("no " + name + " in " + answer);
    }

    private static List<Float> floats(JsonNode output) {
        List<Float> values = new ArrayList<>();
        output.get("data").forEach(value -> values.add(value.floatValue()));
        return values;
    }

    private static List<Float> flat(List<Prediction> predictions) {
        List<Float> values = new ArrayList<>();
        for (Prediction prediction : predictions) {
            for (float probability : prediction.probabilities()) {
                values.add(probability);
            }
        }
        return values;
    }
}
