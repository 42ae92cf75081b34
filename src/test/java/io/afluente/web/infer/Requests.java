package io.afluente.web.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.TestNetworks;
import io.afluente.image.Image;
import io.afluente.image.PngEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.StringJoiner;

/** Bodies of inference requests, as clients write them. */
final class Requests {
    private Requests() {}

    /** A body of one input. */
    static byte[] json(String datatype, String shape, String data) {
        return json(datatype, shape, data, "");
    }

    /**
     * The same with more.
     *
     * @param more fields of the request, each with a comma before it
     */
    static byte[] json(String datatype, String shape, String data, String more) {
        return """
        {"id":"of mine","inputs":[{"name":"images","datatype":"%s","shape":%s,"data":%s}]%s}\
        """
                .formatted(datatype, shape, data, more)
                .getBytes(UTF_8);
    }

    /** Synthetic pictures as numbers, in nested lists. */
    static byte[] pixels(String datatype, int from, int to) {
        StringJoiner pictures = new StringJoiner(",", "[", "]");
        for (int i = from; i < to; i++) {
            pictures.add(nested(TestNetworks.picture(i).image()));
        }
        String shape = "[%d,28,28,1]".formatted(to - from);
        return json(datatype, shape, pictures.toString());
    }

    private static String nested(Image image) {
        StringJoiner rows = new StringJoiner(",", "[", "]");
        for (int row = 0; row < 28; row++) {
            StringJoiner columns = new StringJoiner(",", "[", "]");
            for (int column = 0; column < 28; column++) {
                columns.add("[" + (image.pixels()[28 * row + column] & 0xff) + "]");
            }
            rows.add(columns.toString());
        }
        return rows.toString();
    }

    /** The same as files in base64. */
    static byte[] files(int from, int to, String more) {
        StringJoiner files = new StringJoiner(",", "[", "]");
        for (int i = from; i < to; i++) {
            byte[] png = PngEncoder.encode(TestNetworks.picture(i).image());
            files.add('"' + Base64.getEncoder().encodeToString(png) + '"');
        }
        return json("BYTES", "[%d]".formatted(to - from), files.toString(), more);
    }

    /** A large picture of writing, which is to be found. */
    static byte[] writing() {
        byte[] png = PngEncoder.encode(TestNetworks.writing());
        String file = "[\"" + Base64.getEncoder().encodeToString(png) + "\"]";
        return json("BYTES", "[1]", file, ",\"parameters\":{\"ink\":\"auto\"}");
    }

    /** The same as binary pixels behind the JSON. */
    static Binary binary(int from, int to, String more) {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            pixels.writeBytes(TestNetworks.picture(i).image().pixels());
        }
        return binary("UINT8", "[%d,28,28,1]".formatted(to - from), pixels.toByteArray(), more);
    }

    static Binary binary(String datatype, String shape, byte[] values, String more) {
        byte[] json =
                """
                {"inputs":[{"name":"images","datatype":"%s","shape":%s,\
                "parameters":{"binary_data_size":%d}}]%s}\
                """
                        .formatted(datatype, shape, values.length, more)
                        .getBytes(UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json);
        body.writeBytes(values);
        return new Binary(body.toByteArray(), json.length);
    }

    /** A body with values behind the JSON. */
    record Binary(byte[] body, int jsonBytes) {
        String[] headers() {
            return new String[] {"Inference-Header-Content-Length", String.valueOf(jsonBytes)};
        }
    }

    /** An element of BYTES: its length, and its bytes. */
    static byte[] element(byte[] bytes) {
        byte[] element = new byte[Integer.BYTES + bytes.length];
        ByteBuffer.wrap(element).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length).put(bytes);
        return element;
    }
}
