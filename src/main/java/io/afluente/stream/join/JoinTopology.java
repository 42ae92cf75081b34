package io.afluente.stream.join;

import io.afluente.meter.Meters;
import io.afluente.stream.record.RecordBounds;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * Images, predictions and labels in; labelled images out, each with the answer it got at the time.
 * Whatever partitioner their producers used, records of one id meet in one partition first.
 *
 * @param topics names of the topics
 * @param labels how many labels there are, to somebody who has this one
 * @param largestImage longer values are not kept, in bytes
 * @param limits how long images and labels wait for each other
 * @param topicIds Kafka's own id of a topic, by its name
 * @param clock the time now, in milliseconds
 * @param tracing what is told of labels
 * @param meters what is measured
 */
public record JoinTopology(
        Topics topics,
        IntUnaryOperator labels,
        int largestImage,
        JoinLimits limits,
        UnaryOperator<String> topicIds,
        LongSupplier clock,
        Tracing tracing,
        Meters meters)
        implements Supplier<Topology> {
    private static final int ROOM_FOR_KEY_AND_HEADERS = 64 << 10;

    /** The largest image that the labelled stream takes: its prediction travels as a header. */
    public static int largestWithItsAnswer(Topics topics) {
        return topics.file(topics.labeledImages()).maxMessageBytes()
                - topics.file(topics.predictions()).maxMessageBytes()
                - ROOM_FOR_KEY_AND_HEADERS;
    }

    @Override
    public Topology get() {
        JoinMeters measured = new JoinMeters(meters);
        String images = topics.images();
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(JoinState.builder());
        from(
                        builder,
                        images,
                        "images",
                        () -> new ById.OfImage(topicIds, bounds(images), largestImage))
                .merge(
                        from(
                                builder,
                                topics.predictions(),
                                "predictions",
                                () ->
                                        new ById.OfPrediction(
                                                topicIds,
                                                bounds(topics.predictions()),
                                                images,
                                                topics.formats(),
                                                measured)),
                        Named.as("images-or-predictions"))
                .merge(
                        from(
                                builder,
                                topics.feedback(),
                                "feedback",
                                () ->
                                        new ById.OfFeedback(
                                                topicIds,
                                                bounds(topics.feedback()),
                                                images,
                                                topics.formats(),
                                                labels,
                                                tracing)),
                        Named.as("images-predictions-or-feedback"))
                .repartition(
                        Repartitioned.with(Serdes.String(), new ArrivalSerde()).withName("by-id"))
                .process(
                        () -> new JoinFeedback(topics, limits, new JoinSpans(tracing), measured),
                        Named.as("join"),
                        JoinState.STORE)
                .to(
                        new ToItsTopic(),
                        Produced.with(Serdes.ByteArray(), valueOnly()).withName("joined-out"));
        return builder.build();
    }

    private KStream<String, Arrival> from(
            StreamsBuilder builder,
            String topic,
            String name,
            ProcessorSupplier<byte[], byte[], String, Arrival> byId) {
        return builder.stream(
                        topic,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withTimestampExtractor(new NotFuture(clock))
                                .withName(name + "-in"))
                .process(byId, Named.as(name + "-by-id"));
    }

    private RecordBounds bounds(String topic) {
        return RecordBounds.of(topics.file(topic));
    }

    private static Serde<Outgoing> valueOnly() {
        return Serdes.serdeFrom(
                (topic, out) -> out.value(), (topic, value) -> new Outgoing(topic, value));
    }
}
