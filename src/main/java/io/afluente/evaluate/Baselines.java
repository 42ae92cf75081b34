package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How often two classifiers that never look at the picture would have been right: one answers the
 * label seen most often so far (of equal ones the one that got there first), the other the label
 * seen last. Neither has an answer to the first example, which counts as wrong.
 */
final class Baselines implements Resumable {
    private static final int NONE = -1;

    private long[] seen;
    private int majority = NONE;
    private int last = NONE;
    private long majorityHits;
    private long noChangeHits;

    Baselines(int labels) {
        seen = new long[labels];
    }

    void update(int label) {
        majorityHits += label == majority ? 1 : 0;
        noChangeHits += label == last ? 1 : 0;
        last = label;
        seen[label]++;
        if (majority == NONE || seen[label] > seen[majority]) {
            majority = label;
        }
    }

    /** From now on there are more labels. */
    void grow(int labels) {
        seen = Arrays.copyOf(seen, labels);
    }

    long majorityHits() {
        return majorityHits;
    }

    long noChangeHits() {
        return noChangeHits;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(seen.length);
        Saved.writeCounts(out, seen);
        out.writeInt(majority + 1);
        out.writeInt(last + 1);
        out.writeLong(majorityHits);
        out.writeLong(noChangeHits);
    }

    @Override
    public void load(DataInput in) throws IOException {
        Saved.same(in, seen.length, "number of labels");
        Saved.readCounts(in, seen, "count of a label");
        majority = Saved.upTo(in, seen.length, "most frequent label") - 1;
        last = Saved.upTo(in, seen.length, "last label") - 1;
        majorityHits = Saved.count(in, "hits of the majority baseline");
        noChangeHits = Saved.count(in, "hits of the no-change baseline");
    }
}
