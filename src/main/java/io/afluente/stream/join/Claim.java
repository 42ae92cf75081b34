package io.afluente.stream.join;

import io.afluente.stream.record.RecordPosition;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A label that somebody gave, with the record that said so, whole, in case it can't be used.
 *
 * @param label that is right
 * @param about where the image lies, if it says so
 * @param arrival the record
 * @param headers the record's own
 * @param time the record's timestamp; negative where nobody knows it
 */
record Claim(
        int label, Optional<RecordPosition> about, Arrival arrival, Headers headers, long time) {

    /** Where the record lies. */
    RecordPosition saidBy() {
        return arrival.source();
    }

    byte[] toBytes() {
        return Wire.write(
                out -> {
                    out.writeInt(label);
                    out.writeBoolean(about.isPresent());
                    if (about.isPresent()) {
                        Wire.source(about.get(), out);
                    }
                    Wire.source(arrival.source(), out);
                    Wire.bytes(arrival.key(), out);
                    Wire.bytes(arrival.value(), out);
                    write(headers, out);
                    out.writeLong(time);
                });
    }

    static Claim fromBytes(byte[] bytes) {
        return Wire.read(
                bytes,
                in ->
                        new Claim(
                                in.readInt(),
                                in.readBoolean() ? Optional.of(Wire.source(in)) : Optional.empty(),
                                new Arrival(
                                        Arrival.Kind.FEEDBACK,
                                        Wire.source(in),
                                        "",
                                        Wire.bytes(in),
                                        Wire.bytes(in)),
                                headers(in),
                                time(in)));
    }

    // version 0.1.0 wrote none
    private static long time(DataInputStream in) throws IOException {
        return in.available() == 0 ? -1 : in.readLong();
    }

    private static void write(Headers headers, DataOutputStream out) throws IOException {
        Header[] all = headers.toArray();
        out.writeInt(all.length);
        for (Header header : all) {
            Wire.text(header.key(), out);
            Wire.bytes(header.value(), out);
        }
    }

    private static Headers headers(DataInputStream in) throws IOException {
        RecordHeaders headers = new RecordHeaders();
        for (int left = in.readInt(); left > 0; left--) {
            headers.add(Wire.text(in), Wire.bytes(in));
        }
        return headers;
    }
}
