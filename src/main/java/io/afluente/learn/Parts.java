package io.afluente.learn;

import io.afluente.evaluate.Resumable;
import io.afluente.evaluate.Saved;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything the learner remembers beside the network, by name. A part that is added or missing is
 * an error at loading, never a silent fresh start.
 */
final class Parts implements Resumable {
    private static final int STEP = 1 << 16;

    private final Map<String, Resumable> parts = new LinkedHashMap<>();

    /** Adds a part and hands it back. */
    <T extends Resumable> T with(String name, T part) {
        parts.put(name, part);
        return part;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(parts.size());
        for (Map.Entry<String, Resumable> part : parts.entrySet()) {
            byte[] bytes = bytesOf(part.getValue());
            out.writeUTF(part.getKey());
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        require(parts.size(), in.readInt(), "the number of parts");
        for (Map.Entry<String, Resumable> part : parts.entrySet()) {
            require(part.getKey(), in.readUTF(), "the part");
            byte[] bytes = read(in, Saved.upTo(in, Integer.MAX_VALUE, "size of " + part.getKey()));
            ByteArrayInputStream source = new ByteArrayInputStream(bytes);
            part.getValue().load(new DataInputStream(source));
            require(0, source.available(), "what is left over of " + part.getKey());
        }
    }

    /** Makes room as the bytes come, never for a length that is merely said. */
    private static byte[] read(DataInput in, int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (bytes.size() < length) {
            byte[] step = new byte[Math.min(STEP, length - bytes.size())];
            in.readFully(step);
            bytes.writeBytes(step);
        }
        return bytes.toByteArray();
    }

    static byte[] bytesOf(Resumable part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        part.save(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static void require(Object expected, Object found, String what) throws IOException {
        if (!expected.equals(found)) {
            throw new IOException(
                    "the learner's saved state is another program's: "
                            + what
                            + " is "
                            + found
                            + ", not "
                            + expected);
        }
    }
}
