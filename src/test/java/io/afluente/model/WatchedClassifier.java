package io.afluente.model;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Passes everything on, and tells when it is closed. */
record WatchedClassifier(OnlineClassifier inner, Consumer<OnlineClassifier> onClose)
        implements OnlineClassifier {
    @Override
    public InputShape input() {
        return inner.input();
    }

    @Override
    public int maxBatch() {
        return inner.maxBatch();
    }

    @Override
    public List<Prediction> predict(List<Image> images) {
        return inner.predict(images);
    }

    @Override
    public Step learn(List<LabeledImage> batch, double rateScale) {
        return inner.learn(batch, rateScale);
    }

    @Override
    public long steps() {
        return inner.steps();
    }

    @Override
    public float[] parameters() {
        return inner.parameters();
    }

    @Override
    public void setParameters(float[] parameters) {
        inner.setParameters(parameters);
    }

    @Override
    public void resetUpdater() {
        inner.resetUpdater();
    }

    @Override
    public SavedNetwork saved() {
        return inner.saved();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        inner.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        inner.load(in);
    }

    @Override
    public void close() {
        onClose.accept(this);
        inner.close();
    }
}
