package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The last values of a stream and their sum, exact because they are whole: 0 to some most. */
final class IntWindow implements Resumable {
    private final int[] values;
    private final int most;
    private int size;
    private int next;
    private long sum;

    IntWindow(int capacity, int most) {
        this.most = most;
        values = new int[capacity];
    }

    boolean isFull() {
        return size == values.length;
    }

    /** The value that the next one pushes out; only for a full window. */
    int oldest() {
        return values[next];
    }

    void add(int value) {
        sum += value;
        if (isFull()) {
            sum -= oldest();
        } else {
            size++;
        }
        values[next] = value;
        next = next + 1 == values.length ? 0 : next + 1;
    }

    double mean() {
        return Ratio.of(sum, size);
    }

    int size() {
        return size;
    }

    /** The value that came {@code age} values after the oldest one held. */
    int get(int age) {
        return values[isFull() ? (next + age) % values.length : age];
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(values.length);
        out.writeInt(size);
        for (int age = 0; age < size; age++) {
            out.writeInt(get(age));
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        Saved.same(in, values.length, "window");
        int saved = Saved.upTo(in, values.length, "number of values in the window");
        size = 0;
        next = 0;
        sum = 0;
        for (int i = 0; i < saved; i++) {
            add(Saved.upTo(in, most, "value in the window"));
        }
    }
}
