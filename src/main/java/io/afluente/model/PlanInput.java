package io.afluente.model;

import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.model.Pixels.Layout;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Images and predictions as a plan reads and writes them: pixels in, rows of probabilities out. */
final class PlanInput {
    private final NetworkSpec spec;
    private final int maxBatch;
    private final Pixels pixels;

    PlanInput(NetworkSpec spec, int maxBatch) {
        this.spec = spec;
        this.maxBatch = maxBatch;
        this.pixels = new Pixels(spec.input(), spec.normalisation(), Layout.CHANNELS_LAST);
    }

    void write(List<Image> images, FloatBuffer inputs) {
        Batches.check(images, spec.input(), maxBatch);
        images.forEach(image -> pixels.write(image, inputs));
    }

    int[] labels(List<LabeledImage> batch) {
        Batches.checkLabels(batch, spec.labels().size());
        return batch.stream().mapToInt(LabeledImage::label).toArray();
    }

    static List<Prediction> predictions(float[][] rows) {
        List<Prediction> predictions = new ArrayList<>(rows.length);
        Arrays.stream(rows).map(Prediction::new).forEach(predictions::add);
        return predictions;
    }
}
