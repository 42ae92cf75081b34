package io.afluente.web.page;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.Prediction;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Inspection;
import io.afluente.model.dl4j.Inspection.Planes;
import io.afluente.registry.Checkpoint;
import java.util.List;
import java.util.Optional;

/** Looks into one version of the model, and keeps it open until another is looked into. */
final class Insights implements AutoCloseable {
    private static final String OF_THE_HEAD =
            "The network stands behind a backbone, whose layers are not shown.";

    private final Engine engine;
    private Checkpoint open;
    private Optional<Inspection> inspection = Optional.empty();
    private ServableNetwork network;
    private Classifier classifier;

    /**
     * What a version makes of a picture, for the page.
     *
     * @param layers its convolution layers; none behind a backbone
     * @param about why there are none
     */
    record Insight(
            String version,
            int label,
            float confidence,
            List<Layer> layers,
            String about,
            Bytes occlusion) {}

    /** A convolution layer. */
    record Layer(String name, Bytes filters, Bytes maps) {}

    /** Planes as bytes: the least value of each is 0, the greatest 255. */
    record Bytes(int count, int height, int width, byte[] values) {
        static Bytes of(Planes planes) {
            int size = planes.height() * planes.width();
            byte[] bytes = new byte[planes.values().length];
            for (int plane = 0; plane < planes.count(); plane++) {
                scale(planes.values(), bytes, plane * size, size);
            }
            return new Bytes(planes.count(), planes.height(), planes.width(), bytes);
        }

        private static void scale(float[] values, byte[] bytes, int from, int size) {
            float least = Float.MAX_VALUE;
            float most = -Float.MAX_VALUE;
            for (int i = from; i < from + size; i++) {
                least = Math.min(least, values[i]);
                most = Math.max(most, values[i]);
            }
            float range = most > least ? most - least : 1;
            for (int i = from; i < from + size; i++) {
                bytes[i] = (byte) Math.round(255 * (values[i] - least) / range);
            }
        }
    }

    /**
     * @param engine computes answers
     */
    Insights(Engine engine) {
        this.engine = engine;
    }

    synchronized Insight look(Checkpoint checkpoint, Image image) {
        if (open == null || !open.version().equals(checkpoint.version())) {
            close();
            open(checkpoint);
        }
        Prediction answer = classifier.predict(List.of(image)).get(0);
        if (!answer.namesALabel()) {
            throw new BadImageException(
                    "answer: version "
                            + checkpoint.version()
                            + " gives no numbers for this picture");
        }
        return new Insight(
                checkpoint.version().toString(),
                answer.label(),
                answer.confidence(),
                layers(image),
                inspection.isPresent() ? "" : OF_THE_HEAD,
                Bytes.of(Occlusion.of(image, classifier, network.nanosPerImage())));
    }

    private void open(Checkpoint checkpoint) {
        network = engine.prepare(checkpoint.network());
        classifier = network.classifier();
        inspection =
                checkpoint.network().spec().backbone().isPresent()
                        ? Optional.empty()
                        : Optional.of(new Inspection(checkpoint.network()));
        open = checkpoint;
    }

    private List<Layer> layers(Image image) {
        return inspection.stream()
                .flatMap(into -> into.look(image).stream())
                .map(
                        seen ->
                                new Layer(
                                        seen.name(),
                                        Bytes.of(seen.filters()),
                                        Bytes.of(seen.maps())))
                .toList();
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open = null;
            inspection.ifPresent(Inspection::close);
            classifier.close();
            network.close();
        }
    }
}
