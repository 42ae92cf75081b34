package io.afluente.learn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A word to the learner that travels on the labelled stream, so that it is part of the lineage.
 *
 * @param offset on the labelled stream
 * @param order what to do
 */
public record Control(long offset, Order order) implements LogEntry {
    static final byte KIND = 2;

    /** What the learner can be told. */
    public enum Order {
        /** Train the examples at hand as a mini-batch of their own, however few. */
        CLOSE_BATCH,
        /** Close the mini-batch, then make a checkpoint of whatever was learned since the last. */
        CHECKPOINT;

        /** The name on the wire, such as {@code close-batch}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The order of a wire name; empty if there is none. */
        public static Optional<Order> of(String wireName) {
            return Arrays.stream(values()).filter(o -> o.wireName().equals(wireName)).findFirst();
        }
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeByte(KIND);
        out.writeLong(offset);
        out.writeUTF(order.wireName());
    }

    static Control readBody(DataInput in) throws IOException {
        long offset = in.readLong();
        String name = in.readUTF();
        return new Control(
                offset, Order.of(name).orElseThrow(() -> new IOException("unknown order " + name)));
    }
}
