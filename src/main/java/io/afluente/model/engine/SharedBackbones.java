package io.afluente.model.engine;

import io.afluente.image.Image;
import io.afluente.model.Backbone;
import io.afluente.model.BackboneSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Backbones that are open, each for as long as anybody uses it. Safe for all threads. */
final class SharedBackbones {
    private final Function<BackboneSpec, Path> files;
    private final Map<BackboneSpec, Shared> open = new HashMap<>();

    SharedBackbones(Function<BackboneSpec, Path> files) {
        this.files = files;
    }

    /** A backbone for one user more, who releases it. */
    synchronized Shared take(BackboneSpec spec) {
        Shared shared = open.get(spec);
        if (shared == null) {
            shared = new Shared(OnnxBackbone.open(spec, files.apply(spec)));
            open.put(spec, shared);
        }
        shared.users++;
        return shared;
    }

    /** An open backbone and how many use it. */
    final class Shared {
        private final Backbone backbone;
        private final long nanosPerImage;
        private int users;

        private Shared(Backbone backbone) {
            this.backbone = backbone;
            BackboneSpec spec = backbone.spec();
            Image blank = new Image(spec.picture(), new byte[spec.picture().size()]);
            long start = System.nanoTime();
            backbone.embed(blank);
            this.nanosPerImage = System.nanoTime() - start;
        }

        Backbone backbone() {
            return backbone;
        }

        /** How long one picture took by itself. */
        long nanosPerImage() {
            return nanosPerImage;
        }

        void retain() {
            synchronized (SharedBackbones.this) {
                users++;
            }
        }

        void release() {
            synchronized (SharedBackbones.this) {
                users--;
                if (users == 0) {
                    open.remove(backbone.spec());
                    backbone.close();
                }
            }
        }
    }
}
