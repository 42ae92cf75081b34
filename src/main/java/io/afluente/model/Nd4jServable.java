package io.afluente.model;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import java.util.List;

/** One version of a network on the shelf of its kind. */
final class Nd4jServable implements ServableNetwork {
    private final SavedNetwork network;
    private final Shelves shelves;
    private final Shelf shelf;
    private long nanosPerImage;
    private boolean closed;

    Nd4jServable(SavedNetwork network, Shelves shelves) {
        this.network = network;
        this.shelves = shelves;
        this.shelf = shelves.retain(network.spec());
    }

    @Override
    public synchronized long nanosPerImage() {
        return nanosPerImage;
    }

    synchronized void measured(long nanos) {
        nanosPerImage = nanos;
    }

    @Override
    public NetworkSpec spec() {
        return network.spec();
    }

    @Override
    public synchronized Classifier classifier() {
        if (closed) {
            throw new IllegalStateException("this version of " + spec().name() + " is closed");
        }
        shelves.retain(spec());
        try {
            return new Lent(shelf.take(network));
        } catch (RuntimeException e) {
            shelves.release(spec());
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            shelves.release(spec());
        }
    }

    /** A classifier on loan. */
    private final class Lent implements Classifier {
        private ReusableClassifier classifier;

        Lent(ReusableClassifier classifier) {
            this.classifier = classifier;
        }

        @Override
        public InputShape input() {
            return network.spec().input();
        }

        @Override
        public int maxBatch() {
            return open().maxBatch();
        }

        @Override
        public List<Prediction> predict(List<Image> images) {
            return open().predict(images);
        }

        @Override
        public void close() {
            if (classifier != null) {
                shelf.putBack(classifier);
                shelves.release(spec());
                classifier = null;
            }
        }

        private ReusableClassifier open() {
            if (classifier == null) {
                throw new IllegalStateException("this classifier is closed");
            }
            return classifier;
        }
    }
}
