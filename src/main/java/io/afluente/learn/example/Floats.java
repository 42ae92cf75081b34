package io.afluente.learn.example;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/** Parameters as values: are they sound, and how are they saved. */
public final class Floats {
    private Floats() {}

    /** Whether none of them is infinite or no number. */
    public static boolean areFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    public static void write(DataOutput out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    /** Reads as many as are expected, or refuses. */
    public static float[] read(DataInput in, int expected, String what) throws IOException {
        return read(in, length -> length == expected, what + ": must be " + expected);
    }

    /** Reads as many as can be, or refuses. */
    public static float[] read(DataInput in, IntPredicate fits, String allowed) throws IOException {
        int length = in.readInt();
        if (!fits.test(length)) {
            throw new IOException("saved state: " + allowed + " values, not " + length);
        }
        byte[] bytes = new byte[Math.multiplyExact(length, Float.BYTES)];
        in.readFully(bytes);
        float[] values = new float[length];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }
}
