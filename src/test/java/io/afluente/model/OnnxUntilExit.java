package io.afluente.model;

import io.afluente.image.Image;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.engine.OnnxEngine;
import java.util.List;

/** A process that takes up new versions while it is already ending; exits with 0 if it could. */
final class OnnxUntilExit {
    private static final int SWAPS = 200;

    private OnnxUntilExit() {}

    public static void main(String[] args) {
        SavedNetwork network = Networks.initial(TestNetworks.small(), 1);
        List<Image> images = TestNetworks.images(TestNetworks.INPUT, 8, 1);
        Engine engine = new OnnxEngine(8);
        swap(engine, network, images);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(engine, network, images)));
        System.exit(0);
    }

    private static void leave(Engine engine, SavedNetwork network, List<Image> images) {
        try {
            for (int i = 0; i < SWAPS; i++) {
                swap(engine, network, images);
            }
        } catch (RuntimeException e) {
            System.out.println(e);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void swap(Engine engine, SavedNetwork network, List<Image> images) {
        try (ServableNetwork next = engine.prepare(network);
                Classifier classifier = next.classifier()) {
            classifier.predict(images);
        }
    }
}
