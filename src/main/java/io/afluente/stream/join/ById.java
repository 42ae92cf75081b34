package io.afluente.stream.join;

import io.afluente.stream.format.ValueFormats;
import io.afluente.stream.record.BadRecordException;
import io.afluente.stream.record.Feedback;
import io.afluente.stream.record.FeedbackCodec;
import io.afluente.stream.record.ImageIds;
import io.afluente.stream.record.ImageReference;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordBounds;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.tracing.MessagingSpans;
import io.afluente.stream.tracing.RecordSpans;
import io.afluente.trace.Span;
import io.afluente.trace.Tracing;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which image a record is about, so that all records of one id can meet. */
abstract class ById extends ContextualProcessor<byte[], byte[], String, Arrival> {
    private static final Logger LOG = LoggerFactory.getLogger(ById.class);

    private final UnaryOperator<String> topicIds;
    private String topicId;
    private long offset = -1;

    /**
     * @param topicIds Kafka's own id of a topic, by its name
     */
    ById(UnaryOperator<String> topicIds) {
        this.topicIds = topicIds;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var at = context().recordMetadata().orElseThrow();
        // an offset that does not rise may be that of another topic
        if (topicId == null || at.offset() <= offset) {
            topicId = topicIds.apply(at.topic());
        }
        offset = at.offset();
        forward(record, RecordPosition.of(at));
    }

    abstract void forward(Record<byte[], byte[]> record, RecordPosition source);

    void forward(
            Record<byte[], byte[]> record,
            String id,
            Arrival.Kind kind,
            RecordPosition source,
            byte[] key,
            byte[] value) {
        Arrival arrival = new Arrival(kind, source, topicId, key, value);
        context().forward(record.withKey(id).withValue(arrival));
    }

    /** Images: those that are too large are never answered, and nothing of them goes on. */
    static final class OfImage extends ById {
        private final RecordBounds bounds;
        private final int largest;

        OfImage(UnaryOperator<String> topicIds, RecordBounds bounds, int largest) {
            super(topicIds);
            this.bounds = bounds;
            this.largest = largest;
        }

        @Override
        void forward(Record<byte[], byte[]> record, RecordPosition source) {
            if (bounds.excess(record.key(), record.value(), record.headers()).isPresent()) {
                forward(record.withHeaders(new RecordHeaders()), source, null, null);
                return;
            }
            boolean elsewhere = ImageReference.url(record.headers()) != null;
            byte[] none = elsewhere ? new byte[0] : null;
            byte[] value = record.value() == null ? none : record.value();
            boolean tooLarge = value != null && value.length > largest;
            forward(record, source, record.key(), tooLarge ? null : value);
        }

        private void forward(
                Record<byte[], byte[]> record, RecordPosition source, byte[] key, byte[] value) {
            String id = ImageIds.of(key, record.headers(), value, source);
            forward(record, id, Arrival.Kind.IMAGE, source, key, value);
        }
    }

    /** Predictions, which say where their image lies. */
    static final class OfPrediction extends ById {
        private final PredictionCodec codec;
        private final RecordBounds bounds;
        private final String images;
        private final JoinMeters meters;

        OfPrediction(
                UnaryOperator<String> topicIds,
                RecordBounds bounds,
                String images,
                ValueFormats formats,
                JoinMeters meters) {
            super(topicIds);
            this.codec = new PredictionCodec(formats);
            this.bounds = bounds;
            this.images = images;
            this.meters = meters;
        }

        @Override
        void forward(Record<byte[], byte[]> record, RecordPosition source) {
            read(record, source)
                    .ifPresent(
                            answer ->
                                    forward(
                                            record,
                                            answer.id(),
                                            Arrival.Kind.PREDICTION,
                                            answer.source(),
                                            record.key(),
                                            codec.bare(
                                                    source.topic(),
                                                    record.headers(),
                                                    record.value())));
        }

        /** Only classifiers write here: what is no prediction stays where it is, and is told. */
        private Optional<PredictionRecord> read(
                Record<byte[], byte[]> record, RecordPosition source) {
            try {
                requireBounded(record);
                PredictionRecord answer =
                        codec.deserialize(source.topic(), record.headers(), record.value());
                return Optional.of(answer).filter(a -> a.source().topic().equals(images));
            } catch (SerializationException e) {
                meters.unreadable();
                LOG.warn("Passed over {}: {}", source, e.getMessage());
                return Optional.empty();
            }
        }

        private void requireBounded(Record<byte[], byte[]> record) {
            bounds.excess(record.key(), record.value(), record.headers())
                    .ifPresent(
                            reason -> {
                                throw new SerializationException(reason);
                            });
        }
    }

    /** Labels, which are checked here, where their records are at hand. */
    static final class OfFeedback extends ById {
        private final FeedbackCodec codec;
        private final RecordBounds bounds;
        private final String images;
        private final IntUnaryOperator labels;
        private final Tracing tracing;
        private RecordSpans spans;

        OfFeedback(
                UnaryOperator<String> topicIds,
                RecordBounds bounds,
                String images,
                ValueFormats formats,
                IntUnaryOperator labels,
                Tracing tracing) {
            super(topicIds);
            this.tracing = tracing;
            this.codec = new FeedbackCodec(formats);
            this.bounds = bounds;
            this.images = images;
            this.labels = labels;
        }

        @Override
        public void init(ProcessorContext<String, Arrival> context) {
            super.init(context);
            spans = new RecordSpans(tracing, context.applicationId());
        }

        @Override
        void forward(Record<byte[], byte[]> record, RecordPosition source) {
            Span span = spans.begin(record, source);
            try {
                take(record, source);
            } catch (RuntimeException e) {
                MessagingSpans.fail(span, e);
                throw e;
            } finally {
                span.end();
            }
        }

        private void take(Record<byte[], byte[]> record, RecordPosition source) {
            bounds.check(record.key(), record.value(), record.headers());
            check(codec.deserialize(source.topic(), record.headers(), record.value()));
            byte[] key = record.key();
            forward(record, id(key), Arrival.Kind.FEEDBACK, source, key, record.value());
        }

        private void check(Feedback feedback) {
            int known = labels.applyAsInt(feedback.label());
            if (feedback.label() < 0 || feedback.label() >= known) {
                throw new BadRecordException(
                        "label: from 0 to %d, not %d".formatted(known - 1, feedback.label()));
            }
            feedback.source()
                    .filter(position -> !position.topic().equals(images))
                    .ifPresent(
                            position -> {
                                throw new BadRecordException(
                                        "source: images lie on %s, not there".formatted(images));
                            });
        }

        private static String id(byte[] key) {
            if (key == null || key.length == 0) {
                throw new BadRecordException("key: missing; the image's id");
            }
            return ImageIds.text(key)
                    .orElseThrow(() -> new BadRecordException("key: not UTF-8; the image's id"));
        }
    }
}
