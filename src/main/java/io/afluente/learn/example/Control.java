package io.afluente.learn.example;

import io.afluente.image.EnumNames;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Version;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * A word to the learner that travels on the labelled stream, so that it is part of the lineage. Any
 * order closes the mini-batch first: the examples at hand are trained, however few.
 *
 * @param offset on the labelled stream
 * @param order what to do
 * @param version to go on from; there for {@link Order#CONTINUE} alone, whole, so that the log
 *     decides what is learned
 * @param label to add; there for {@link Order#ADD_LABEL} alone
 */
public record Control(
        long offset, Order order, Optional<Checkpoint> version, Optional<String> label)
        implements LogEntry {
    static final byte KIND = 2;

    /** What the learner can be told. */
    public enum Order {
        /** Nothing else. */
        CLOSE_BATCH,
        /** Make a checkpoint of whatever was learned since the last. */
        CHECKPOINT,
        /** Go on from a network drawn anew from the seed. */
        RESET,
        /** The updater forgets its momentum. */
        RESET_UPDATER,
        /** Go on from the version that was put forward last. */
        ROLL_BACK,
        /** Go on from the version that comes with the order. */
        CONTINUE,
        /** Go on with one label more, and make a checkpoint that knows it. */
        ADD_LABEL;

        /** The name on the wire, such as {@code close-batch}. */
        public String wireName() {
            return EnumNames.of(this);
        }

        /** The order of a wire name; empty if there is none. */
        public static Optional<Order> of(String wireName) {
            return EnumNames.parse(wireName, Order.class);
        }
    }

    public Control {
        if (version.isPresent() != (order == Order.CONTINUE)) {
            throw new IllegalArgumentException(
                    "control: a version belongs to continue and to nothing else");
        }
        if (label.isPresent() != (order == Order.ADD_LABEL)) {
            throw new IllegalArgumentException(
                    "control: a label belongs to add-label and to nothing else");
        }
    }

    /** An order that brings no label. */
    public Control(long offset, Order order, Optional<Checkpoint> version) {
        this(offset, order, version, Optional.empty());
    }

    /** An order that comes without a version. */
    public Control(long offset, Order order) {
        this(offset, order, Optional.empty());
    }

    /** The order to add a label. */
    public static Control addLabel(long offset, String label) {
        return new Control(offset, Order.ADD_LABEL, Optional.empty(), Optional.of(label));
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeByte(KIND);
        out.writeLong(offset);
        out.writeUTF(order.wireName());
        if (version.isPresent()) {
            out.writeUTF(version.get().version().toString());
            byte[] file = version.get().file();
            out.writeInt(file.length);
            out.write(file);
        }
        if (label.isPresent()) {
            out.writeUTF(label.get());
        }
    }

    static Control readBody(DataInput in) throws IOException {
        long offset = in.readLong();
        String name = in.readUTF();
        Order order = Order.of(name).orElseThrow(() -> new IOException("unknown order " + name));
        if (order == Order.ADD_LABEL) {
            return addLabel(offset, in.readUTF());
        }
        return new Control(
                offset,
                order,
                order == Order.CONTINUE ? Optional.of(readVersion(in)) : Optional.empty());
    }

    private static Checkpoint readVersion(DataInput in) throws IOException {
        Version version = Version.parse(in.readUTF());
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return Checkpoint.open(version, bytes);
    }
}
