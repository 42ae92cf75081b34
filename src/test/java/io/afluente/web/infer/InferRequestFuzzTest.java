package io.afluente.web.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.afluente.Refusal;
import io.afluente.TestNetworks;
import io.afluente.model.NetworkSpec;
import io.afluente.web.infer.tensor.InferException;
import io.afluente.web.infer.tensor.InferRequest;
import io.afluente.web.infer.tensor.Picture;
import io.afluente.web.infer.tensor.RequestReader;
import io.afluente.web.infer.tensor.TensorReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies of inference requests that anybody may have sent. */
class InferRequestFuzzTest {
    private static final int MOST = 4;
    private static final NetworkSpec SPEC = TestNetworks.mnist();

    /** The first two bytes say how much of the rest is JSON. */
    @MethodSource("bodies")
    @FuzzTest(maxDuration = "10m")
    void request(byte[] bytes) {
        if (bytes.length < 2) {
            return;
        }
        byte[] body = Arrays.copyOfRange(bytes, 2, bytes.length);
        int json = Math.min(body.length, ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff));
        Refusal.orRead(InferException.class, () -> read(body, json));
    }

    private static void read(byte[] body, int json) {
        InferRequest request = RequestReader.read(body, json);
        List<Picture> pictures = new TensorReader(SPEC, MOST).pictures(request.images());
        assertThat(pictures).hasSizeBetween(1, MOST);
        assertThat(pictures).allSatisfy(picture -> assertThat(picture.contentType()).isNotNull());
    }

    static Stream<byte[]> bodies() {
        return Stream.of(
                whole(Requests.json("BYTES", "[1]", "[\"iVBORw0KGgo=\"]")),
                whole(Requests.json("UINT8", "[1,28,28,1]", "[[0,255],[\"a\"]]")),
                whole(Requests.json("FP32", "[1,28,28,1]", "[1e400,-0.5]")),
                behind(Requests.binary(0, 1, "")),
                behind(
                        Requests.binary(
                                "BYTES", "[1]", Requests.element("GIF89a".getBytes(UTF_8)), "")));
    }

    private static byte[] whole(byte[] json) {
        return behind(new Requests.Binary(json, json.length));
    }

    private static byte[] behind(Requests.Binary request) {
        byte[] body = request.body();
        byte[] bytes = new byte[2 + body.length];
        bytes[0] = (byte) (request.jsonBytes() >> 8);
        bytes[1] = (byte) request.jsonBytes();
        System.arraycopy(body, 0, bytes, 2, body.length);
        return bytes;
    }
}
