package io.afluente.web.infer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.afluente.web.infer.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An output of the protocol: its name, its shape, and its values, row by row.
 *
 * @param values {@code float[]} for FP32, {@code long[]} for INT64, {@code String[]} for BYTES
 */
record OutputTensor(String name, List<Integer> shape, Object values) {
    String datatype() {
        if (values instanceof float[]) {
            return Tensors.FP32;
        }
        return values instanceof long[] ? Tensors.INT64 : Tensors.BYTES;
    }

    /** Writes the values as a flat list. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        if (values instanceof float[] floats) {
            for (float value : floats) {
                json.writeNumber(value);
            }
        } else if (values instanceof long[] numbers) {
            for (long value : numbers) {
                json.writeNumber(value);
            }
        } else {
            for (String value : (String[]) values) {
                json.writeString(value);
            }
        }
        json.writeEndArray();
    }

    /** The values as the binary extension has them: little-endian, texts behind their length. */
    byte[] binary() {
        if (values instanceof float[] floats) {
            byte[] bytes = new byte[floats.length * Float.BYTES];
            over(bytes).asFloatBuffer().put(floats);
            return bytes;
        }
        if (values instanceof long[] numbers) {
            byte[] bytes = new byte[numbers.length * Long.BYTES];
            over(bytes).asLongBuffer().put(numbers);
            return bytes;
        }
        return binary((String[]) values);
    }

    private static byte[] binary(String[] texts) {
        int size = 0;
        byte[][] each = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            each[i] = texts[i].getBytes(StandardCharsets.UTF_8);
            size += Integer.BYTES + each[i].length;
        }
        byte[] bytes = new byte[size];
        ByteBuffer to = over(bytes);
        for (byte[] text : each) {
            to.putInt(text.length).put(text);
        }
        return bytes;
    }

    private static ByteBuffer over(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
