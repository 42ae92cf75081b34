package io.afluente.learn;

import io.afluente.evaluate.Resumable;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Supplier;

/** Puts things away and takes them up again, as a restart does. */
public final class Saving {
    private Saving() {}

    /** Something that only saves. */
    interface Half {
        void save(DataOutput out) throws IOException;
    }

    static Resumable of(Half half) {
        return new Resumable() {
            @Override
            public void save(DataOutput out) throws IOException {
                half.save(out);
            }

            @Override
            public void load(DataInput in) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** A fresh one in the state of another; fails unless all bytes are read and come out again. */
    public static <T extends Resumable> T again(T used, Supplier<T> fresh) throws IOException {
        byte[] bytes = Parts.bytesOf(used);
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        T again = fresh.get();
        again.load(new DataInputStream(in));
        if (in.available() > 0 || !java.util.Arrays.equals(bytes, Parts.bytesOf(again))) {
            throw new AssertionError("not all of the state was taken up");
        }
        return again;
    }
}
