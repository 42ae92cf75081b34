package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The share of hits among the last so many, one bit for each. */
final class HitWindow implements Resumable {
    private final int capacity;
    private final long[] bits;
    private int size;
    private int next;
    private int hits;

    HitWindow(int capacity) {
        this.capacity = capacity;
        bits = new long[(capacity + Long.SIZE - 1) / Long.SIZE];
    }

    void add(boolean hit) {
        int word = next / Long.SIZE;
        long bit = 1L << next;
        if (size < capacity) {
            size++;
        } else if ((bits[word] & bit) != 0) {
            hits--;
        }
        if (hit) {
            bits[word] |= bit;
            hits++;
        } else {
            bits[word] &= ~bit;
        }
        next = next + 1 == capacity ? 0 : next + 1;
    }

    double share() {
        return Ratio.of(hits, size);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(capacity);
        out.writeInt(size);
        out.writeInt(next);
        for (long word : bits) {
            out.writeLong(word);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        Saved.same(in, capacity, "window");
        size = Saved.upTo(in, capacity, "number of hits and misses in the window");
        next = Saved.upTo(in, capacity - 1, "position in the window");
        hits = 0;
        for (int i = 0; i < bits.length; i++) {
            bits[i] = in.readLong();
            hits += Long.bitCount(bits[i]);
        }
        if (hits > size || (size < capacity && next != size)) {
            throw new IOException("saved state: the window's size, position and hits disagree");
        }
    }
}
