package io.afluente.model.dl4j;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Classifier;
import io.afluente.model.EngineChoice;
import io.afluente.model.FirstAnswers;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.ClassifierPool.ReusableClassifier;
import java.util.List;

/**
 * One version of a network, whose classifiers come from the pool of its kind. It counts its users,
 * itself and each classifier that is lent; the last one to be closed frees the version.
 *
 * @param <V> what an engine makes of a version's parameters
 */
final class PooledServable<V> implements ServableNetwork {
    private final String engine;
    private final NetworkSpec spec;
    private final V version;
    private final ClassifierPool<V> pool;
    private long nanosPerImage;
    private boolean closed;
    private int users = 1;

    PooledServable(String engine, NetworkSpec spec, V version, ClassifierPool<V> pool) {
        this.engine = engine;
        this.spec = spec;
        this.version = version;
        this.pool = pool;
        pool.retain(spec);
    }

    /** Answers three pictures, before anybody else has this. */
    void warmUp() {
        try (Classifier classifier = classifier()) {
            nanosPerImage = FirstAnswers.answer(classifier, spec);
        }
    }

    @Override
    public EngineChoice engine() {
        return EngineChoice.given(engine);
    }

    @Override
    public long nanosPerImage() {
        return nanosPerImage;
    }

    @Override
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    public synchronized Classifier classifier() {
        if (closed) {
            throw new IllegalStateException("this version of " + spec.name() + " is closed");
        }
        Lent lent = new Lent(pool.take(spec, version));
        users++;
        return lent;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            release();
        }
    }

    private synchronized void release() {
        users--;
        if (users == 0) {
            pool.release(spec, version);
        }
    }

    /** A classifier on loan. */
    private final class Lent implements Classifier {
        private ReusableClassifier<V> classifier;

        Lent(ReusableClassifier<V> classifier) {
            this.classifier = classifier;
        }

        @Override
        public InputShape input() {
            return spec.input();
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
                pool.putBack(spec, classifier);
                classifier = null;
                release();
            }
        }

        private ReusableClassifier<V> open() {
            if (classifier == null) {
                throw new IllegalStateException("this classifier is closed");
            }
            return classifier;
        }
    }
}
