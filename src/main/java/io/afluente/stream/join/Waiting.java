package io.afluente.stream.join;

import io.afluente.stream.record.RecordPosition;

/**
 * Something that will age out.
 *
 * @param since running time at which it came, in milliseconds
 * @param what it is
 */
record Waiting(long since, What what) {
    /** What can age out. */
    sealed interface What {}

    /** An image, or what came of it so far. */
    record AnImage(RecordPosition position) implements What {}

    /** A label that names no position, and came before any image of its id. */
    record ALabel(String id) implements What {}

    byte[] toBytes() {
        return Wire.write(
                out -> {
                    out.writeLong(since);
                    out.writeBoolean(what instanceof AnImage);
                    if (what instanceof AnImage image) {
                        Wire.source(image.position(), out);
                    } else {
                        Wire.text(((ALabel) what).id(), out);
                    }
                });
    }

    static Waiting fromBytes(byte[] bytes) {
        return Wire.read(
                bytes,
                in ->
                        new Waiting(
                                in.readLong(),
                                in.readBoolean()
                                        ? new AnImage(Wire.source(in))
                                        : new ALabel(Wire.text(in))));
    }
}
