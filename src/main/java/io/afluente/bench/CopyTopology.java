package io.afluente.bench;

import io.afluente.stream.topic.Topics;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The ceiling: reads images and writes answers of the usual size, and thinks nothing in between.
 */
record CopyTopology(Topics topics) implements Supplier<Topology> {
    // 292 of JSON and 68 of headers; the 36 of the image's header come along by themselves
    private static final int ANSWER_BYTES = 324;

    @Override
    public Topology get() {
        byte[] answer = new byte[ANSWER_BYTES];
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        topics.images(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("images-in"))
                .mapValues(image -> answer, Named.as("copy"))
                .to(
                        topics.predictions(),
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withName("predictions-out"));
        return builder.build();
    }
}
