package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Reads parts of a saved state and refuses what can't be: another setting than the one at hand, or
 * a number out of its range. The message names the part, what was found and what is allowed.
 */
public final class Saved {
    private Saved() {}

    /** Reads a setting that was saved with the state and must be the same here. */
    public static void same(DataInput in, int here, String what) throws IOException {
        same(in.readInt(), here, what);
    }

    /** Refuses a setting that was saved with the state and is another here. */
    static void same(int saved, int here, String what) throws IOException {
        require(saved == here, what, saved, "must be " + here);
    }

    /** Reads a setting that was saved with the state and must be the same here, bit for bit. */
    public static void same(DataInput in, double here, String what) throws IOException {
        double saved = in.readDouble();
        boolean equal = Double.doubleToRawLongBits(saved) == Double.doubleToRawLongBits(here);
        require(equal, what, saved, "must be " + here);
    }

    /** Reads a number from 0 to {@code most}. */
    public static int upTo(DataInput in, int most, String what) throws IOException {
        int saved = in.readInt();
        require(saved >= 0 && saved <= most, what, saved, "must be 0 to " + most);
        return saved;
    }

    /** Reads a number from 0 to {@code most}. */
    public static long upTo(DataInput in, long most, String what) throws IOException {
        long saved = in.readLong();
        require(saved >= 0 && saved <= most, what, saved, "must be 0 to " + most);
        return saved;
    }

    /** Reads a count of things seen: 0 or more. */
    public static long count(DataInput in, String what) throws IOException {
        return upTo(in, Long.MAX_VALUE, what);
    }

    /** Reads a finite number of 0 or more. */
    public static double atLeastZero(DataInput in, String what) throws IOException {
        double saved = in.readDouble();
        require(saved >= 0 && saved < Double.POSITIVE_INFINITY, what, saved, "must be 0 or more");
        return saved;
    }

    /** Reads a constant that was saved by its name. */
    public static <E extends Enum<E>> E constant(DataInput in, Class<E> type) throws IOException {
        String name = in.readUTF();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IOException(
                "saved state: there is no " + type.getSimpleName() + " called " + name);
    }

    /** Writes counts whose number the reader knows. */
    public static void writeCounts(DataOutput out, long[] counts) throws IOException {
        for (long count : counts) {
            out.writeLong(count);
        }
    }

    /** Fills {@code counts} with what {@link #writeCounts} wrote. */
    public static void readCounts(DataInput in, long[] counts, String what) throws IOException {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = count(in, what);
        }
    }

    private static void require(boolean holds, String what, Object saved, String allowed)
            throws IOException {
        if (!holds) {
            throw new IOException("saved state: " + what + " is " + saved + ", " + allowed);
        }
    }
}
