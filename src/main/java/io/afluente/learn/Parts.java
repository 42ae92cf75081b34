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
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything the learner remembers beside the network, by name. A state must have all parts that it
 * should: none ever starts afresh in silence. A {@link LaterPart} comes after the others and may be
 * missing in a state of an earlier program.
 */
public final class Parts implements Resumable {
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
            out.writeUTF(part.getKey());
            out.writeInt(sizeOf(part.getValue()));
            part.getValue().save(out);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        int saved = Saved.upTo(in, parts.size(), "number of parts");
        List<String> names = new ArrayList<>(parts.keySet());
        for (String name : names.subList(0, saved)) {
            require(name, in.readUTF(), "the part");
            load(name, in);
        }
        for (String name : names.subList(saved, names.size())) {
            later(name).absent();
        }
    }

    private void load(String name, DataInput in) throws IOException {
        byte[] bytes = read(in, Saved.upTo(in, Integer.MAX_VALUE, "size of " + name));
        ByteArrayInputStream source = new ByteArrayInputStream(bytes);
        parts.get(name).load(new DataInputStream(source));
        require(0, source.available(), "what is left over of " + name);
    }

    private LaterPart later(String name) throws IOException {
        if (parts.get(name) instanceof LaterPart part) {
            return part;
        }
        throw new IOException("the learner's saved state: the part " + name + " is missing");
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

    /** Saved into nothing first: examples that are held out are too many to copy. */
    private static int sizeOf(Resumable part) throws IOException {
        DataOutputStream counted = new DataOutputStream(OutputStream.nullOutputStream());
        part.save(counted);
        return counted.size();
    }

    public static byte[] bytesOf(Resumable part) throws IOException {
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
