package io.afluente.model.engine;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Backbone;
import io.afluente.model.BackboneSpec;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.EngineChoice;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Serves networks that stand behind a backbone, and others as its own engine does. A backbone is
 * opened once for all versions behind it, and closed with the last of them.
 */
public final class BackboneEngine implements Engine {
    private final Engine heads;
    private final SharedBackbones backbones;

    /**
     * @param heads runs what stands behind
     * @param files where a backbone's file is, or throws {@link
     *     io.afluente.model.BadNetworkException} where it is not there
     */
    public BackboneEngine(Engine heads, Function<BackboneSpec, Path> files) {
        this.heads = heads;
        this.backbones = new SharedBackbones(files);
    }

    @Override
    public ServableNetwork prepare(SavedNetwork network) {
        ServableNetwork head = heads.prepare(network);
        if (network.spec().backbone().isEmpty()) {
            return head;
        }
        try {
            return new Behind(head, backbones.take(network.spec().backbone().get()));
        } catch (RuntimeException | Error e) {
            head.close();
            throw e;
        }
    }

    /** A head that is ready, behind a backbone that is. */
    private static final class Behind implements ServableNetwork {
        private final ServableNetwork head;
        private final SharedBackbones.Shared backbone;

        Behind(ServableNetwork head, SharedBackbones.Shared backbone) {
            this.head = head;
            this.backbone = backbone;
        }

        @Override
        public NetworkSpec spec() {
            return head.spec();
        }

        @Override
        public Classifier classifier() {
            Classifier lent = head.classifier();
            backbone.retain();
            return new ClassifierBehind(lent, backbone);
        }

        @Override
        public EngineChoice engine() {
            return head.engine();
        }

        @Override
        public long nanosPerImage() {
            return backbone.nanosPerImage() + head.nanosPerImage();
        }

        @Override
        public void close() {
            head.close();
            backbone.release();
        }
    }

    /** One thread's: pictures in, answers of the head to their embeddings out. */
    private record ClassifierBehind(Classifier head, SharedBackbones.Shared shared)
            implements Classifier {
        private Backbone backbone() {
            return shared.backbone();
        }

        @Override
        public InputShape input() {
            return backbone().spec().picture();
        }

        @Override
        public int maxBatch() {
            return head.maxBatch();
        }

        @Override
        public List<Prediction> predict(List<Image> images) {
            return head.predict(backbone().embed(images));
        }

        @Override
        public void close() {
            head.close();
            shared.release();
        }
    }
}
