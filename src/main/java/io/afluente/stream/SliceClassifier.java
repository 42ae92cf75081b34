package io.afluente.stream;

import io.afluente.image.BadImage;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.meter.Meters;
import io.afluente.model.Prediction;
import io.afluente.registry.LiveModel;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers slices by what is live: decodes each row, classifies those that are pictures in one
 * forward pass of the model that gets them, and hands each row its answer or its failure. Models
 * are looked up between slices, never inside one. Belongs to one stream thread.
 */
final class SliceClassifier implements AutoCloseable {
    private final ThreadTraffic traffic;
    private final ImageCodec codec;
    private final Meters.Sample sliceSizes;
    private final Meters.Sample decodeSeconds;
    private final Meters.Sample forwardSeconds;
    private final Meters.Counter challenged;

    SliceClassifier(Traffic traffic, ImageCodec codec, Meters meters) {
        this.traffic = new ThreadTraffic(traffic);
        this.codec = codec;
        this.sliceSizes = meters.sample("classify.slice.images");
        this.decodeSeconds = meters.sample("classify.decode.seconds");
        this.forwardSeconds = meters.sample("classify.forward.seconds");
        this.challenged = meters.counter("classify.challenged.images");
    }

    /** Settles every row of a slice. */
    void answer(List<PolledRow> slice) {
        for (ThreadTraffic.Part part : traffic.divide(slice)) {
            if (part.model() == null) {
                part.rows().forEach(PolledRow::pass);
            } else if (!part.rows().isEmpty()) {
                answer(part.rows(), part.model());
            }
            challenged.add(part.challenged() ? part.rows().size() : 0);
        }
    }

    private void answer(List<PolledRow> rows, LiveModel.Answering model) {
        long start = System.nanoTime();
        List<PolledRow> pictured = new ArrayList<>(rows.size());
        List<Image> images = decode(rows, pictured, model.spec().input());
        long decoded = System.nanoTime();
        if (!images.isEmpty()) {
            classify(pictured, images, model);
        }
        decodeSeconds.record((decoded - start) / 1e9);
        forwardSeconds.record((System.nanoTime() - decoded) / 1e9);
        sliceSizes.record(images.size());
    }

    private List<Image> decode(List<PolledRow> rows, List<PolledRow> pictured, InputShape shape) {
        List<Image> images = new ArrayList<>(rows.size());
        for (PolledRow row : rows) {
            try {
                images.add(codec.image(row.value(), row.headers(), shape));
                pictured.add(row);
            } catch (BadImage e) {
                row.fail(e);
            }
        }
        return images;
    }

    private static void classify(
            List<PolledRow> rows, List<Image> images, LiveModel.Answering model) {
        List<Prediction> predictions = model.classifier().predict(images);
        String name = model.spec().name();
        // formatted once a slice: for each row it took a third of the time of the network
        String version = model.version().toString();
        for (int i = 0; i < rows.size(); i++) {
            PolledRow row = rows.get(i);
            Prediction prediction = predictions.get(i);
            if (prediction.namesALabel()) {
                row.answer(new PolledRow.Answered(prediction, name, version, rows.size(), i));
            } else {
                row.fail(new BadImage("answer: version " + version + " gives no numbers for it"));
            }
        }
    }

    @Override
    public void close() {
        traffic.close();
    }
}
