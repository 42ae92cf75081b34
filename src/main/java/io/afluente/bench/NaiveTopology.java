package io.afluente.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Classifier;
import io.afluente.stream.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * What tutorials show: {@code mapValues} around the stock network, one image at a time.
 *
 * @param stock DL4J's own network; not thread-safe, hence behind a lock as there
 */
record NaiveTopology(Topics topics, Classifier stock) implements Supplier<Topology> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Topology get() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        topics.images(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("images-in"))
                .mapValues(this::answer, Named.as("classify"))
                .to(
                        topics.predictions(),
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withName("predictions-out"));
        return builder.build();
    }

    private synchronized byte[] answer(byte[] pixels) {
        InputShape shape = stock.input();
        float[] probabilities =
                stock.predict(List.of(new Image(shape, pixels))).get(0).probabilities();
        try {
            return JSON.writeValueAsBytes(Map.of("probabilities", probabilities));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
