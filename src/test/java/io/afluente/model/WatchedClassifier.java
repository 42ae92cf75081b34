package io.afluente.model;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import java.util.List;
import java.util.function.Consumer;

/** Passes everything on, and tells when it is closed. */
record WatchedClassifier(ReusableClassifier inner, Consumer<ReusableClassifier> onClose)
        implements ReusableClassifier {
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
    public void setParameters(float[] parameters) {
        inner.setParameters(parameters);
    }

    @Override
    public void close() {
        onClose.accept(this);
        inner.close();
    }
}
