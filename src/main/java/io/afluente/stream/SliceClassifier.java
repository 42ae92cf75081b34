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
 * Answers slices by the live model: decodes each row, classifies those that are pictures in one
 * forward pass, and hands each row its answer or its failure. The model is looked up between
 * slices, never inside one. Belongs to one stream thread.
 */
final class SliceClassifier implements AutoCloseable {
    private final LiveModel live;
    private final ImageCodec codec;
    private final Meters.Sample sliceSizes;
    private final Meters.Sample decodeSeconds;
    private final Meters.Sample forwardSeconds;
    private LiveModel.Answering model;
    private String version;

    SliceClassifier(LiveModel live, ImageCodec codec, Meters meters) {
        this.live = live;
        this.codec = codec;
        this.sliceSizes = meters.sample("classify.slice.images");
        this.decodeSeconds = meters.sample("classify.decode.seconds");
        this.forwardSeconds = meters.sample("classify.forward.seconds");
    }

    /** Settles every row of a slice. */
    void answer(List<PolledRow> slice) {
        lookUpModel();
        long start = System.nanoTime();
        List<PolledRow> pictured = new ArrayList<>(slice.size());
        List<Image> images = decode(slice, pictured);
        long decoded = System.nanoTime();
        if (!images.isEmpty()) {
            classify(pictured, images);
        }
        decodeSeconds.record((decoded - start) / 1e9);
        forwardSeconds.record((System.nanoTime() - decoded) / 1e9);
        sliceSizes.record(images.size());
    }

    private void lookUpModel() {
        if (model == null || !model.version().equals(live.version())) {
            close();
            model = live.answering();
            // formatted once a version: for each row it took a third of the time of the network
            version = model.version().toString();
        }
    }

    private List<Image> decode(List<PolledRow> slice, List<PolledRow> pictured) {
        InputShape shape = model.spec().input();
        List<Image> images = new ArrayList<>(slice.size());
        for (PolledRow row : slice) {
            try {
                images.add(codec.image(row.value(), row.headers(), shape));
                pictured.add(row);
            } catch (BadImage e) {
                row.fail(e);
            }
        }
        return images;
    }

    private void classify(List<PolledRow> rows, List<Image> images) {
        List<Prediction> predictions = model.classifier().predict(images);
        String name = model.spec().name();
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i)
                    .answer(
                            new PolledRow.Answered(
                                    predictions.get(i), name, version, rows.size(), i));
        }
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
            model = null;
        }
    }
}
