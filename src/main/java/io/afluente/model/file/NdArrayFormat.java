package io.afluente.model.file;

import io.afluente.model.BadNetworkException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A vector of floats in the format of {@code Nd4j.write}, without ND4J: a buffer of longs that says
 * the shape, then the buffer of values. All numbers are big-endian.
 *
 * <p>Each buffer starts with the name of an allocation mode, a length and the name of a data type.
 * The shape is rank, dimensions, strides, type flags, element stride and order.
 */
final class NdArrayFormat {
    private static final String MODE = "MIXED_DATA_TYPES";
    private static final Set<String> TYPES = Set.of("DOUBLE", "HALF", "BFLOAT16");
    private static final long FLOAT_FLAGS = 8192;

    private NdArrayFormat() {}

    static byte[] write(float[] values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeHeader(out, 6, "LONG");
            for (long part : new long[] {1, values.length, 1, FLOAT_FLAGS, 1, 'c'}) {
                out.writeLong(part);
            }
            writeHeader(out, values.length, "FLOAT");
            ByteBuffer floats = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
            floats.asFloatBuffer().put(values);
            out.write(floats.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a vector, or a matrix of one row.
     *
     * @throws BadNetworkException if it is anything else, or not finite
     */
    static float[] read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            long length = readShape(in);
            readHeader(in, "FLOAT", length);
            if (in.remaining() != length * Float.BYTES) {
                throw new BadNetworkException(
                        "%d values need %d bytes, there are %d"
                                .formatted(length, length * Float.BYTES, in.remaining()));
            }
            float[] values = new float[(int) length];
            in.asFloatBuffer().get(values);
            checkFinite(values);
            return values;
        } catch (BufferUnderflowException e) {
            throw new BadNetworkException("ends after " + bytes.length + " bytes, too early", e);
        }
    }

    private static long readShape(ByteBuffer in) {
        readHeader(in, "LONG", -1);
        long rank = in.getLong();
        if (rank != 1 && rank != 2) {
            throw new BadNetworkException("a vector is needed, not rank " + rank);
        }
        long rows = rank == 1 ? 1 : in.getLong();
        long length = in.getLong();
        if (rows != 1 || length < 0 || length > Integer.MAX_VALUE / Float.BYTES) {
            throw new BadNetworkException("a vector is needed, not " + rows + "x" + length);
        }
        // strides, type flags, element stride, order: the same for every vector of floats
        for (long skipped = 0; skipped < rank + 3; skipped++) {
            in.getLong();
        }
        return length;
    }

    private static void readHeader(ByteBuffer in, String type, long expected) {
        String mode = readText(in);
        long length = in.getLong();
        String given = readText(in);
        if (!mode.equals(MODE) || !given.equals(type)) {
            throw new BadNetworkException(
                    "%s of %s is needed, not %s of %s. %s"
                            .formatted(MODE, type, mode, given, wayOn(mode, given)));
        }
        if (expected >= 0 && length != expected) {
            throw new BadNetworkException(
                    "the shape has " + expected + " values, the buffer " + length);
        }
    }

    /** What to do about a file that DL4J wrote in another form. */
    private static String wayOn(String mode, String type) {
        return mode.equals(MODE) && TYPES.contains(type)
                ? "Open it in DL4J 1.0.0-M2.1, convertDataType(DataType.FLOAT), and save it"
                : "If an older DL4J wrote it: open and save it with 1.0.0-M2.1";
    }

    private static String readText(ByteBuffer in) {
        byte[] text = new byte[Math.min(in.getShort() & 0xffff, 32)];
        in.get(text);
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static void checkFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new BadNetworkException("value " + i + " is " + values[i]);
            }
        }
    }

    private static void writeHeader(DataOutputStream out, long length, String type)
            throws IOException {
        out.writeUTF(MODE);
        out.writeLong(length);
        out.writeUTF(type);
    }
}
