package io.afluente.stream.classify;

import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.meter.Meters;
import io.afluente.registry.LiveModel;
import io.afluente.stream.event.EventHeaders;
import io.afluente.stream.event.EventMode;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordBounds;
import io.afluente.stream.runtime.DeadLetterTime;
import io.afluente.stream.runtime.DeadLetters;
import io.afluente.stream.topic.TopicFile;
import io.afluente.trace.Tracing;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;

/**
 * Classification as a step of somebody else's topology: what a poll brings is answered in one
 * forward pass, and nothing is buffered across records.
 *
 * <pre>{@code
 * ClassifyStep classify = new ClassifyStep("parcels", model, 64);
 * builder.stream("parcels", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
 *         .processValues(classify, Named.as("classify"))
 *         .to("answers", ...);
 * properties.putAll(classify.config("parcels-dlq"));
 * }</pre>
 *
 * <p><b>Records.</b> A value is what the topic of images takes: JSON, the bytes of a picture, or
 * raw 8-bit pixels (row by row, channels last) with the content type {@code
 * application/octet-stream}. A prediction has its image's key and timestamp, in the order of the
 * partition. Its headers are those of the topic of predictions, and of the image's own those that
 * go along usually.
 *
 * <p><b>Where it stands.</b> Directly behind the topic that it is made for, whose keys and values
 * are read as bytes: it finds an image by its partition and offset. One object is for one Kafka
 * Streams instance with one such step, and any number of its threads.
 *
 * <p><b>Errors.</b> An image that can't be read throws a {@link
 * io.afluente.stream.record.BadRecordException} before anything is forwarded. With {@link #config}
 * it goes to the dead-letter topic, its neighbours are answered, and any other exception, thrown
 * here or in a step behind, stops the stream. Without a model images pass without an answer.
 *
 * <p><b>The model.</b> May be swapped at any time by {@link LiveModel#accept}, from any thread; a
 * swap comes between forward passes. Whoever made it closes it, after the stream.
 */
public final class ClassifyStep
        implements FixedKeyProcessorSupplier<byte[], byte[], PredictionRecord> {
    private static final TopicFile IMAGES = TopicFile.load("images");
    private static final TopicFile LETTERS = TopicFile.load("images-dlq");
    private static final EventHeaders NO_EVENTS =
            new EventHeaders(EventMode.NONE, "classify", EventHeaders.PREDICTION);

    private final String topic;
    private final PollBatches polls = new PollBatches();
    private final ThreadClassifiers classifiers;
    private final int images;

    /**
     * @param topic that the images come from
     * @param model that answers
     * @param images most of them in one forward pass, at least 1; more are answered in several
     */
    public ClassifyStep(String topic, LiveModel model, int images) {
        this.topic = topic;
        this.images = images;
        RecordBounds bounds = new RecordBounds(topic, IMAGES.maxMessageBytes());
        ImageCodec codec =
                new ImageCodec(new ImageDecoder(ImageLimits.DEFAULT), IMAGES.maxMessageBytes());
        classifiers =
                new ThreadClassifiers(
                        () ->
                                new SliceClassifier(
                                        TrafficSplit.to(model),
                                        bounds,
                                        codec,
                                        SliceReferences.none(codec, bounds),
                                        new PublishedLabels(0),
                                        ForwardedHeaders.usual(),
                                        Tracing.none(),
                                        Meters.none()));
    }

    @Override
    public FixedKeyProcessor<byte[], byte[], PredictionRecord> get() {
        return new ClassifyPolls(
                topic,
                polls,
                classifiers,
                images,
                IMAGES.maxMessageBytes(),
                NO_EVENTS,
                Tracing.none(),
                Meters.none());
    }

    /**
     * What the properties of the Kafka Streams instance must have: the interceptor that sees polls,
     * and the handler of images that can't be read. Values are objects, so they go into the map or
     * {@link java.util.Properties} themselves and not through text.
     *
     * @param deadLetters topic for images that can't be read, with a reason in their headers; its
     *     largest record should be that of the images and 64 kB more
     */
    public Map<String, Object> config(String deadLetters) {
        return Map.of(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                PollInterceptor.class.getName(),
                StreamsConfig.mainConsumerPrefix(PollInterceptor.BATCHES),
                polls,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeadLetters.class.getName(),
                DeadLetters.TOPIC,
                deadLetters,
                DeadLetters.MAX_BYTES,
                LETTERS.maxMessageBytes(),
                DeadLetters.TIME,
                DeadLetterTime.of(LETTERS),
                DeadLetters.METERS,
                Meters.none());
    }
}
