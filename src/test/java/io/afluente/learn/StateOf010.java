package io.afluente.learn;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A learner's state as 0.1.0 would have written it: without the parts that it did not know. */
public final class StateOf010 {
    private static final int PARTS = 5;

    private StateOf010() {}

    /** The state of a learner, put back into the old form. */
    public static byte[] of(Learner learner) {
        try {
            byte[] state = Parts.bytesOf(learner);
            ByteBuffer old = ByteBuffer.wrap(Arrays.copyOf(state, indexOf(state, "rules")));
            old.putInt(indexOf(state, "progress") - Integer.BYTES, PARTS);
            return old.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int indexOf(byte[] state, String part) throws IOException {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        new DataOutputStream(name).writeUTF(part);
        return Collections.indexOfSubList(boxed(state), boxed(name.toByteArray()));
    }

    private static List<Byte> boxed(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        Arrays.setAll(boxed, i -> bytes[i]);
        return Arrays.asList(boxed);
    }
}
