package io.afluente.learn.example;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the learner reads from the labelled stream: an example, or a word to the learner. Learning
 * is a function of these alone, in the order of their offsets.
 */
public sealed interface LogEntry permits Example, Control {
    /** Where on the labelled stream it stands. */
    long offset();

    /** Writes it so that {@link #read} gives an equal one. */
    void write(DataOutput out) throws IOException;

    /** Reads what {@link #write} wrote. */
    static LogEntry read(DataInput in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case Example.KIND -> Example.readBody(in, true);
            case Example.KIND_OF_EMBEDDING -> Example.readBody(in, false);
            case Control.KIND -> Control.readBody(in);
            default -> throw new IOException("log entry of unknown kind " + kind);
        };
    }
}
