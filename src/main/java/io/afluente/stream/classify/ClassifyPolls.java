package io.afluente.stream.classify;

import io.afluente.meter.Meters;
import io.afluente.stream.event.EventHeaders;
import io.afluente.stream.record.ImageIds;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.tracing.MessagingSpans;
import io.afluente.trace.Tracing;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Answers each image by the forward pass of the slice it came in. The first row of a slice has the
 * whole slice classified; every record then reads its own row and forwards it itself, so that
 * offsets, transactions and rebalances stay Kafka's own. Where no version is live any more images
 * pass without an answer.
 */
final class ClassifyPolls implements FixedKeyProcessor<byte[], byte[], PredictionRecord> {
    private final String topic;
    private final PollBatches batches;
    private final ThreadClassifiers classifiers;
    private final int sliceImages;
    private final long sliceBytes;
    private final EventHeaders events;
    private final Tracing tracing;
    private final Meters.Counter answered;
    private final Meters.Counter unnoted;
    private final Meters.Sample latency;
    private FixedKeyProcessorContext<byte[], PredictionRecord> context;
    private ThreadPolls polls;
    private SliceClassifier classifier;
    private EarlyCommits early;
    private ImageSpans spans;
    private TopicPartition partition;

    ClassifyPolls(
            String topic,
            PollBatches batches,
            ThreadClassifiers classifiers,
            int sliceImages,
            long sliceBytes,
            EventHeaders events,
            Tracing tracing,
            Meters meters) {
        this.topic = topic;
        this.batches = batches;
        this.classifiers = classifiers;
        this.sliceImages = sliceImages;
        this.sliceBytes = sliceBytes;
        this.events = events;
        this.tracing = tracing;
        this.answered = meters.counter("images.answered");
        this.latency = meters.sample("answer.latency.seconds");
        this.unnoted = meters.counter("images.unnoted");
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], PredictionRecord> context) {
        this.context = context;
        this.partition = new TopicPartition(topic, context.taskId().partition());
        this.polls = batches.ofThisThread();
        this.classifier = classifiers.acquire();
        this.early = new EarlyCommits(batches, context);
        this.spans = new ImageSpans(tracing, topic, context.applicationId());
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        RecordPosition source = RecordPosition.of(at);
        PolledRow row = settled(record, source);
        MessagingSpans.describe(row.span(), source, record.key(), record.value());
        try {
            forward(record, source, row.answered());
        } catch (RuntimeException e) {
            MessagingSpans.fail(row.span(), e);
            throw e;
        } finally {
            row.span().end();
        }
    }

    private void forward(
            FixedKeyRecord<byte[], byte[]> record, RecordPosition source, PolledRow.Answered row) {
        if (row == null) {
            return;
        }
        PredictionRecord answer =
                new PredictionRecord(
                        ImageIds.of(record.key(), record.headers(), record.value(), source),
                        row.prediction(),
                        row.model(),
                        row.version(),
                        source);
        events.put(row.headers(), answer.model(), source, answer.id(), record.timestamp());
        context.forward(record.withValue(answer).withHeaders(row.headers()));
        answered.add(1);
        latency.record(Math.max(0, context.currentSystemTimeMs() - record.timestamp()) / 1e3);
    }

    private PolledRow settled(FixedKeyRecord<byte[], byte[]> record, RecordPosition source) {
        PolledRow row = polls.row(partition, source.offset());
        if (row == null) {
            return unnoted(record, source);
        }
        if (!row.settled()) {
            int images = classifier.sliceImages(sliceImages);
            answer(polls.slice(partition, images, sliceBytes));
        }
        if (polls.processed(row)) {
            early.idle();
        }
        return row;
    }

    private PolledRow unnoted(FixedKeyRecord<byte[], byte[]> record, RecordPosition source) {
        unnoted.add(1);
        PolledRow row =
                new PolledRow(source.offset(), record.key(), record.value(), record.headers());
        answer(List.of(row));
        return row;
    }

    private void answer(List<PolledRow> slice) {
        spans.begin(slice);
        classifier.answer(slice);
    }

    @Override
    public void close() {
        polls.forget(partition);
        classifiers.release();
    }
}
