package io.afluente.stream.join;

import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.runtime.DeadLetterTime;
import io.afluente.stream.topic.Topics;
import io.afluente.stream.tracing.RecordTrace;
import io.afluente.trace.Span;
import io.afluente.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends on what became of labels: examples to the labelled stream, the rest to the DLQ. */
final class JoinOut {
    private final PredictionCodec predictions;
    private final ProcessorContext<byte[], Outgoing> context;
    private final Topics topics;
    private final JoinSpans spans;
    private final JoinMeters meters;
    private final DeadLetterTime time;

    JoinOut(
            ProcessorContext<byte[], Outgoing> context,
            Topics topics,
            JoinSpans spans,
            JoinMeters meters) {
        this.spans = spans;
        this.context = context;
        this.topics = topics;
        this.predictions = new PredictionCodec(topics.formats());
        this.meters = meters;
        this.time = DeadLetterTime.of(topics.file(topics.deadLettersOf(topics.feedback())));
    }

    /** An image with its label and the answer it got, all of which there must be. */
    void joined(SeenImage image, SeenImages.Picture picture, Claim claim) {
        Span span = spans.joined(image.place(), claim);
        Span.LogScope ids = span.inLogs();
        try {
            send(image, picture, span.context());
        } finally {
            ids.close();
            span.end();
        }
    }

    private void send(SeenImage image, SeenImages.Picture picture, TraceContext place) {
        int label = image.label().orElseThrow().label();
        RecordHeaders headers = new RecordHeaders();
        if (picture.contentType() != null) {
            HeaderNames.put(headers, HeaderNames.CONTENT_TYPE, picture.contentType());
        }
        if (picture.ink() != null) {
            HeaderNames.put(headers, HeaderNames.INK, picture.ink());
        }
        if (picture.url() != null) {
            HeaderNames.put(headers, HeaderNames.IMAGE_URL, picture.url());
        }
        if (picture.sha256() != null) {
            HeaderNames.put(headers, HeaderNames.IMAGE_SHA256, picture.sha256());
        }
        HeaderNames.put(headers, HeaderNames.LABEL, label);
        headers.add(HeaderNames.PREDICTION, image.answer());
        RecordTrace.put(headers, place);
        long now = context.currentSystemTimeMs();
        send(topics.labeledImages(), bytes(image.id()), picture.value(), headers, now);
        int answered = predictions.deserialize("prediction", image.answer()).prediction().label();
        meters.joined(answered == label);
    }

    /** A label that can't be used. */
    void dead(Claim claim, Rejection outcome, String why) {
        Headers headers = new RecordHeaders(claim.headers().toArray());
        DeadLetter.explain(headers, outcome.wireName() + ": " + why, claim.saidBy());
        send(
                topics.deadLettersOf(topics.feedback()),
                claim.arrival().key(),
                claim.arrival().value(),
                headers,
                time.of(claim.time(), context.currentSystemTimeMs()));
        meters.unused(outcome);
        spans.refused(claim, outcome, why);
    }

    private void send(String topic, byte[] key, byte[] value, Headers headers, long time) {
        context.forward(new Record<>(key, new Outgoing(topic, value), time, headers));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
