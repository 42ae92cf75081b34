package io.afluente.model;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.dl4j.ClassifierPool.ReusableClassifier;
import java.util.List;
import java.util.function.Consumer;

/** Passes everything on, and tells when it is closed. */
public record WatchedClassifier(
        ReusableClassifier<SavedNetwork> inner, Consumer<ReusableClassifier<SavedNetwork>> onClose)
        implements ReusableClassifier<SavedNetwork> {
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
    public void use(SavedNetwork version) {
        inner.use(version);
    }

    @Override
    public void close() {
        onClose.accept(this);
        inner.close();
    }
}
