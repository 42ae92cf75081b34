package io.afluente.stream.classify;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.PictureForm;
import io.afluente.meter.Meters;
import io.afluente.model.Answer;
import io.afluente.model.Prediction;
import io.afluente.registry.LiveModel;
import io.afluente.stream.record.BadRecordException;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.PackedImage;
import io.afluente.stream.record.ReadPicture;
import io.afluente.stream.record.RecordBounds;
import io.afluente.stream.tracing.MessagingSpans;
import io.afluente.trace.Span;
import io.afluente.trace.Tracing;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Answers slices by what is live: decodes each row, classifies those that are pictures in one
 * forward pass of the model that gets them, and hands each row its answer or its failure. Models
 * are looked up between slices, never inside one. Belongs to one stream thread.
 */
final class SliceClassifier implements AutoCloseable {
    /** 64 MiB: some tenths of a second of decoding, and more than a poll of photographs has. */
    private static final long UNPACKED_BYTES = 1 << 26;

    private final SlicePace pace = new SlicePace();
    private final ThreadTrafficSplit traffic;
    private final RecordBounds bounds;
    private final ImageCodec codec;
    private final SliceReferences references;
    private final PublishedLabels published;
    private final ForwardedHeaders forwarded;
    private final SliceSpans spans;
    private final Meters.Sample sliceSizes;
    private final Meters.Sample decodeSeconds;
    private final Meters.Sample forwardSeconds;
    private final Meters.Counter challenged;
    private final Meters.Counter untraced;
    private final Meters.Counter headersDropped;

    SliceClassifier(
            TrafficSplit traffic,
            RecordBounds bounds,
            ImageCodec codec,
            SliceReferences references,
            PublishedLabels published,
            ForwardedHeaders forwarded,
            Tracing tracing,
            Meters meters) {
        this.traffic = new ThreadTrafficSplit(traffic);
        this.bounds = bounds;
        this.codec = codec;
        this.references = references;
        this.published = published;
        this.forwarded = forwarded;
        this.spans = new SliceSpans(tracing);
        this.sliceSizes = meters.sample("slice.images");
        this.decodeSeconds = meters.sample("slice.decode.seconds");
        this.forwardSeconds = meters.sample("slice.forward.seconds");
        this.challenged = meters.counter("images.challenged");
        this.untraced = meters.counter("trace.headers.dropped");
        this.headersDropped = meters.counter("forward.headers.dropped");
    }

    /** How many images make a slice, of no more than so many. */
    int sliceImages(int most) {
        pace.expect(traffic.nanosPerImage());
        return pace.images(most);
    }

    /**
     * Settles the first row of a slice and as many of the others as can be worked off in one go.
     */
    void answer(List<PolledRow> slice) {
        // not a part of the pace: in smaller slices fewer pictures are fetched at a time
        references.fetch(slice);
        long start = System.nanoTime();
        answerParts(slice);
        pace.took(settled(slice), System.nanoTime() - start);
    }

    private static long settled(List<PolledRow> rows) {
        return rows.stream().filter(PolledRow::settled).count();
    }

    private void answerParts(List<PolledRow> slice) {
        for (ThreadTrafficSplit.Part part : traffic.divide(slice)) {
            if (part.model() == null) {
                part.rows().forEach(PolledRow::pass);
            } else if (!part.rows().isEmpty()) {
                answer(part.rows(), part.model());
            }
            challenged.add(part.challenged() ? settled(part.rows()) : 0);
        }
    }

    private void answer(List<PolledRow> rows, LiveModel.Answering model) {
        long start = System.nanoTime();
        List<PolledRow> pictured = new ArrayList<>(rows.size());
        List<ReadPicture> pictures = decode(rows, pictured, model.spec().pictures());
        long decoded = System.nanoTime();
        if (!pictures.isEmpty()) {
            classify(pictured, pictures, model);
        }
        decodeSeconds.record((decoded - start) / 1e9);
        forwardSeconds.record((System.nanoTime() - decoded) / 1e9);
        sliceSizes.record(pictures.size());
    }

    /** Decodes rows until they have unpacked to as much as is worked off in one go. */
    private List<ReadPicture> decode(
            List<PolledRow> rows, List<PolledRow> pictured, PictureForm form) {
        List<ReadPicture> pictures = new ArrayList<>(rows.size());
        long room = UNPACKED_BYTES;
        for (PolledRow row : rows) {
            if (references.leaves(row)) {
                continue;
            }
            Span span = spans.decode(row);
            try {
                bounds.check(row.key(), row.value(), row.headers());
                PackedImage packed = open(row);
                room -= packed.unpackedBytes();
                if (room < 0 && row != rows.get(0)) {
                    break; // it begins another slice
                }
                pictures.add(packed.read(form));
                row.extend(packed.extensions());
                pictured.add(row);
            } catch (BadRecordException e) {
                row.fail(e);
                MessagingSpans.fail(span, e);
            } catch (BadImageException e) {
                BadRecordException bad = new BadRecordException(e.getMessage(), e);
                row.fail(bad);
                MessagingSpans.fail(span, bad);
            } finally {
                span.end();
            }
        }
        return pictures;
    }

    private PackedImage open(PolledRow row) {
        return row.fetch() == null
                ? codec.open(row.value(), row.headers())
                : codec.open(row.value(), row.headers(), row.fetch());
    }

    private void classify(
            List<PolledRow> rows, List<ReadPicture> pictures, LiveModel.Answering model) {
        List<Image> images = pictures.stream().map(ReadPicture::image).toList();
        List<Prediction> predictions = forward(rows, images, model);
        String name = model.spec().name();
        // made once a slice: for each row the version's text took a third of the network's time
        String version = model.version().toString();
        List<Header> ofAll =
                List.of(
                        HeaderNames.header(HeaderNames.SLICE_SIZE, rows.size()),
                        HeaderNames.header(HeaderNames.ENGINE, model.engine()));
        for (int i = 0; i < rows.size(); i++) {
            PolledRow row = rows.get(i);
            Prediction prediction = predictions.get(i);
            if (prediction.namesALabel()) {
                Headers headers = headers(row, ofAll, i, pictures.get(i));
                Answer answer = published.of(prediction);
                row.answer(new PolledRow.Answered(answer, name, version, headers));
            } else {
                row.fail(
                        new BadRecordException(
                                "answer: version " + version + " gives no numbers for it"));
            }
        }
    }

    private List<Prediction> forward(
            List<PolledRow> rows, List<Image> images, LiveModel.Answering model) {
        Span span = spans.forward(rows, model);
        try {
            return model.classifier().predict(images);
        } finally {
            span.end();
        }
    }

    /** The headers of a prediction. */
    private Headers headers(PolledRow row, List<Header> ofAll, int position, ReadPicture picture) {
        RecordHeaders headers = new RecordHeaders(ofAll);
        HeaderNames.put(headers, HeaderNames.SLICE_POSITION, position);
        if (picture.ink() != null) {
            HeaderNames.put(headers, HeaderNames.INK, picture.ink());
        }
        untraced.add(forwarded.putTrace(row.headers(), row.span().context(), headers));
        headersDropped.add(forwarded.copy(row.saysOfItself(), headers));
        return headers;
    }

    @Override
    public void close() {
        traffic.close();
    }
}
