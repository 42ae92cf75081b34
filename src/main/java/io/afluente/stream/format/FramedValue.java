package io.afluente.stream.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The layout of a registry's value: a zero, the number of its schema, and the value itself. */
final class FramedValue {
    static final int HEAD = 5;

    private FramedValue() {}

    static boolean begins(byte[] value) {
        return value != null && value.length > HEAD && value[0] == 0;
    }

    /** The number of the schema of a value that begins so. */
    static int schemaOf(byte[] value) {
        return ByteBuffer.wrap(value).getInt(1);
    }

    static ByteArrayOutputStream begin(int schema) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.writeBytes(ByteBuffer.allocate(HEAD).put((byte) 0).putInt(schema).array());
        return out;
    }
}
