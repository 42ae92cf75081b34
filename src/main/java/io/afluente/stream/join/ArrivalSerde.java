package io.afluente.stream.join;

import io.afluente.stream.record.RecordPosition;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Writes arrivals onto the topic that brings those of one id together. */
final class ArrivalSerde implements Serde<Arrival> {
    @Override
    public Serializer<Arrival> serializer() {
        return (topic, arrival) ->
                Wire.write(
                        out -> {
                            Wire.text(arrival.kind().name(), out);
                            Wire.source(arrival.source(), out);
                            Wire.bytes(arrival.key(), out);
                            Wire.bytes(arrival.value(), out);
                            Wire.text(arrival.topicId(), out);
                        });
    }

    @Override
    public Deserializer<Arrival> deserializer() {
        return (topic, bytes) ->
                Wire.read(
                        bytes,
                        in -> {
                            Arrival.Kind kind = Arrival.Kind.valueOf(Wire.text(in));
                            RecordPosition source = Wire.source(in);
                            byte[] key = Wire.bytes(in);
                            byte[] value = Wire.bytes(in);
                            return new Arrival(kind, source, topicId(in), key, value);
                        });
    }

    // version 0.1.0 wrote none
    private static String topicId(DataInputStream in) throws IOException {
        return in.available() == 0 ? "" : Wire.text(in);
    }
}
