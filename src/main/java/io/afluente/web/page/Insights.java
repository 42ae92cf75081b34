package io.afluente.web.page;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.Prediction;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Inspection;
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
            PlaneBytes occlusion) {}

    /**
     * A convolution layer.
     *
     * @param channels that it makes: of many the first have a filter and a map here
     */
    record Layer(String name, int channels, PlaneBytes filters, PlaneBytes maps) {}

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
                PlaneBytes.of(Occlusion.of(image, classifier, network.nanosPerImage())));
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
                                        seen.maps().count(),
                                        PlaneBytes.of(seen.filters()),
                                        PlaneBytes.of(seen.maps())))
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
