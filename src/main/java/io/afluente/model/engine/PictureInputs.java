package io.afluente.model.engine;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.model.Backbone;
import io.afluente.model.BackboneSpec;
import io.afluente.model.NetworkSpec;
import io.afluente.model.RuntimeIdentity;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a network learns from: pictures themselves, or where it stands behind a backbone, their
 * embeddings. Each is computed by itself, so that it is a function of the picture alone. Safe for
 * all threads.
 */
public final class PictureInputs implements AutoCloseable {
    private final PictureForm form;
    private final Optional<Backbone> backbone;

    private PictureInputs(PictureForm form, Optional<Backbone> backbone) {
        this.form = form;
        this.backbone = backbone;
    }

    /**
     * Those of a network.
     *
     * @param files where a backbone's file is
     * @throws io.afluente.model.BadNetworkException if its backbone is not as it says
     */
    public static PictureInputs of(NetworkSpec network, Function<BackboneSpec, Path> files) {
        return new PictureInputs(
                network.pictures(),
                network.backbone().map(spec -> OnnxBackbone.open(spec, files.apply(spec))));
    }

    /** What the bits of learning such a network depend on, in this process. */
    public static RuntimeIdentity runtime(NetworkSpec network) {
        RuntimeIdentity here = RuntimeIdentity.current();
        return network.backbone().isEmpty()
                ? here
                : here.withOnnxRuntime(
                        OnnxEnvironment.get().getVersion() + ", " + OnnxSessions.OPTIONS);
    }

    /** How pictures are brought to the network, or to its backbone. */
    public PictureForm form() {
        return form;
    }

    /**
     * The input for one picture, which is in that form.
     *
     * @throws BadImageException if the backbone has no numbers for it
     */
    public Image of(Image picture) {
        return backbone.map(before -> finite(before.embed(picture))).orElse(picture);
    }

    /** How long the input of one picture takes, measured now. */
    public Duration time() {
        InputShape shape = form.shape();
        Image blank = new Image(shape, new byte[shape.size()]);
        long start = System.nanoTime();
        backbone.ifPresent(before -> before.embed(blank));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Image finite(Image embedding) {
        FloatBuffer values = embedding.floats();
        while (values.hasRemaining()) {
            if (!Float.isFinite(values.get())) {
                throw new BadImageException("embedding: the backbone gives no numbers for it");
            }
        }
        return embedding;
    }

    @Override
    public void close() {
        backbone.ifPresent(Backbone::close);
    }
}
