package io.afluente.learn;

import io.afluente.evaluate.Saved;
import io.afluente.model.NetworkSpec;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels that were added to a line, at the beginning of its learner's state. They decide how
 * large all is that follows. Where there are none nothing is written: the state begins with a
 * number of steps then, which is not below 0. A program that knows of no added labels refuses the
 * mark as a number of steps.
 */
final class LabelsInState {
    private static final long MARK = -LearningRules.ADDED_LABELS.number();

    private LabelsInState() {}

    static void write(List<String> added, DataOutput out) throws IOException {
        if (added.isEmpty()) {
            return;
        }
        out.writeLong(MARK);
        out.writeInt(added.size());
        for (String label : added) {
            out.writeUTF(label);
        }
    }

    /**
     * The labels that were added, if any were; what follows is still to be read.
     *
     * @param in a state in memory, which can be looked at again
     */
    static List<String> read(DataInput in) throws IOException {
        List<String> added = new ArrayList<>();
        if (isNext(in)) {
            in.readLong();
            int count = Saved.upTo(in, NetworkSpec.MAX_LABELS, "number of added labels");
            for (int i = 0; i < count; i++) {
                added.add(in.readUTF());
            }
        }
        return added;
    }

    private static boolean isNext(DataInput in) throws IOException {
        if (!(in instanceof DataInputStream state) || !state.markSupported()) {
            throw new IllegalArgumentException("a learner's state is read from memory");
        }
        state.mark(Long.BYTES);
        long first = state.readLong();
        state.reset();
        return first == MARK;
    }
}
