package io.afluente.stream.join;

import io.afluente.stream.record.RecordPosition;
import io.afluente.trace.TraceContext;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * What is known of one image so far.
 *
 * @param id of the image
 * @param answer its prediction's value; null before it came, and again once it is joined
 * @param label that somebody gave it; empty before
 * @param joined whether it went on to the labelled stream
 * @param place where its answer stands in a trace; none if nobody looks
 */
record SeenImage(
        String id, byte[] answer, Optional<Given> label, boolean joined, TraceContext place) {
    /** The first label given, and the record that said so. */
    record Given(int label, RecordPosition saidBy) {}

    /** Nothing but its name. */
    static SeenImage named(String id) {
        return new SeenImage(id, null, Optional.empty(), false, TraceContext.NONE);
    }

    /** Whether it has a label that nothing has become of yet. */
    boolean waits() {
        return label.isPresent() && !joined;
    }

    SeenImage answered(byte[] answer, TraceContext place) {
        return new SeenImage(id, answer, label, joined, place);
    }

    SeenImage labeled(Claim claim) {
        return new SeenImage(
                id, answer, Optional.of(new Given(claim.label(), claim.saidBy())), joined, place);
    }

    SeenImage done() {
        return new SeenImage(id, null, label, true, TraceContext.NONE);
    }

    byte[] toBytes() {
        return Wire.write(
                out -> {
                    Wire.text(id, out);
                    Wire.bytes(answer, out);
                    out.writeBoolean(label.isPresent());
                    if (label.isPresent()) {
                        out.writeInt(label.get().label());
                        Wire.source(label.get().saidBy(), out);
                    }
                    out.writeBoolean(joined);
                    if (place.isValid()) {
                        Wire.text(place.parent(), out);
                        Wire.text(place.state(), out);
                    }
                });
    }

    static SeenImage fromBytes(byte[] bytes) {
        return Wire.read(
                bytes,
                in ->
                        new SeenImage(
                                Wire.text(in),
                                Wire.bytes(in),
                                in.readBoolean()
                                        ? Optional.of(new Given(in.readInt(), Wire.source(in)))
                                        : Optional.empty(),
                                in.readBoolean(),
                                place(in)));
    }

    // written where there is one only
    private static TraceContext place(DataInputStream in) throws IOException {
        return in.available() == 0
                ? TraceContext.NONE
                : TraceContext.of(Wire.text(in), Wire.text(in));
    }
}
