package io.afluente.bench;

import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.learn.LearnSettings;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Networks;
import java.util.List;

/** The bare engines: from bytes to softmax, and one training step, without a broker. */
final class EngineBench {
    private static final int BATCH = 64;

    private final BenchProfile effort;
    private final SavedNetwork network;
    private final List<LabeledImage> pictures;
    private final List<LabeledImage> batch;
    private final List<Image> images;

    EngineBench(BenchProfile effort, SavedNetwork network, List<LabeledImage> pictures) {
        this.effort = effort;
        this.network = network;
        this.pictures = pictures;
        this.batch = pictures.subList(0, BATCH);
        this.images = batch.stream().map(LabeledImage::image).toList();
    }

    /** Images per second of an engine on so many threads. */
    double forward(Engine engine, int threads) {
        try (ServableNetwork servable = engine.prepare(network)) {
            return Rounds.rate(effort, threads, () -> predicting(servable.classifier()));
        }
    }

    /** The same of {@code MultiLayerNetwork.output}, on one thread. */
    double stockForward() {
        return Rounds.rate(effort, 1, () -> predicting(Networks.stock(network, BATCH)));
    }

    /** Images per second of training steps by the plan. */
    double planStep() {
        return planStep(batch, 1);
    }

    private double planStep(List<LabeledImage> images, int times) {
        return Rounds.rate(
                effort, 1, () -> learning(Networks.online(network, images.size()), images, times));
    }

    double stockStep() {
        return Rounds.rate(effort, 1, () -> learning(Networks.stock(network, BATCH), batch, 1));
    }

    /**
     * Images per second that are new to the plan, in serve's mini-batches and with all its steps.
     */
    double practice(LearnSettings settings) {
        int steps = settings.practice().steps() + settings.practice().replays();
        return planStep(pictures.subList(0, settings.batchSize()), steps);
    }

    private Rounds.Work predicting(Classifier classifier) {
        return new Rounds.Work() {
            @Override
            public int getAsInt() {
                return classifier.predict(images).size();
            }

            @Override
            public void close() {
                classifier.close();
            }
        };
    }

    private static Rounds.Work learning(
            OnlineClassifier classifier, List<LabeledImage> batch, int times) {
        return new Rounds.Work() {
            @Override
            public int getAsInt() {
                for (int i = 0; i < times; i++) {
                    classifier.learn(batch, 1);
                }
                return batch.size();
            }

            @Override
            public void close() {
                classifier.close();
            }
        };
    }
}
