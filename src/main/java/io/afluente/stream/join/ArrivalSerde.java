package io.afluente.stream.join;

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
                        });
    }

    @Override
    public Deserializer<Arrival> deserializer() {
        return (topic, bytes) ->
                Wire.read(
                        bytes,
                        in ->
                                new Arrival(
                                        Arrival.Kind.valueOf(Wire.text(in)),
                                        Wire.source(in),
                                        Wire.bytes(in),
                                        Wire.bytes(in)));
    }
}
