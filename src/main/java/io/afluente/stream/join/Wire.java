package io.afluente.stream.join;

import io.afluente.stream.record.RecordPosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** How the join writes its own values down, field by field. */
final class Wire {
    private static final int NULL = -1;

    private Wire() {}

    /** Writes fields. */
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /** Reads the same fields. */
    interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static byte[] write(Writing fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            fields.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The value read; null for null. */
    static <T> T read(byte[] bytes, Reading<T> fields) {
        if (bytes == null) {
            return null;
        }
        try {
            return fields.from(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void bytes(byte[] value, DataOutputStream out) throws IOException {
        out.writeInt(value == null ? NULL : value.length);
        if (value != null) {
            out.write(value);
        }
    }

    static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NULL ? null : in.readNBytes(length);
    }

    static void text(String text, DataOutputStream out) throws IOException {
        bytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8), out);
    }

    static String text(DataInputStream in) throws IOException {
        byte[] bytes = bytes(in);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    static void source(RecordPosition source, DataOutputStream out) throws IOException {
        text(source.topic(), out);
        out.writeInt(source.partition());
        out.writeLong(source.offset());
    }

    static RecordPosition source(DataInputStream in) throws IOException {
        return new RecordPosition(text(in), in.readInt(), in.readLong());
    }
}
