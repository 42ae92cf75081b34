package io.afluente.bench;

import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.learn.LearnSettings;
import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.Shards;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.engine.Engines;
import java.util.List;
import java.util.function.Consumer;

/** The bare engines: from bytes to softmax, and one training step, without a broker. */
final class EngineBench {
    private static final int BATCH = 64;
    private static final int[] BATCHES = {1, 8, 64, 128};
    private static final int[] STEPS = {32, 64};

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
        return planStep(batch, 1, Shards.NONE);
    }

    private double planStep(List<LabeledImage> images, int times, Shards shards) {
        return Rounds.rate(
                effort,
                1,
                () -> learning(Networks.online(network, images.size(), shards), images, times));
    }

    double stockStep() {
        return Rounds.rate(effort, 1, () -> learning(Networks.stock(network, BATCH), batch, 1));
    }

    /**
     * Images per second that are new to the plan, in serve's mini-batches and with all its steps.
     */
    double practice(LearnSettings settings) {
        int steps = settings.practice().steps() + settings.practice().replays();
        return planStep(
                pictures.subList(0, settings.batchSize()), steps, settings.practice().shards());
    }

    /** Engines at each size of batch, and training steps with and without shards, in turn. */
    void compare(Consumer<Comparison> told) {
        Turns turns = new Turns(effort);
        for (int size : BATCHES) {
            List<Turns.Contender> engines =
                    Engines.names().stream().map(engine -> answering(engine, size)).toList();
            Comparison.of(turns.measure(engines)).forEach(told);
        }
        for (int size : STEPS) {
            List<Turns.Contender> steps =
                    List.of(stepping(size, Shards.NONE), stepping(size, new Shards(2, 2)));
            Comparison.of(turns.measure(steps)).forEach(told);
        }
    }

    private Turns.Contender answering(String engine, int size) {
        String what = "%s, batch %d".formatted(Engines.title(engine), size);
        List<Image> some = pictures.subList(0, size).stream().map(LabeledImage::image).toList();
        return new Turns.Contender(
                what,
                true,
                () -> {
                    ServableNetwork servable = Engines.of(engine, size).prepare(network);
                    return predicting(servable.classifier(), some, servable::close);
                });
    }

    private Turns.Contender stepping(int size, Shards shards) {
        String what =
                shards.split()
                        ? "step of %d in %d shards".formatted(size, shards.count())
                        : "step of %d".formatted(size);
        return new Turns.Contender(
                what,
                !shards.split(),
                () ->
                        learning(
                                Networks.online(network, size, shards),
                                pictures.subList(0, size),
                                1));
    }

    private Rounds.Work predicting(Classifier classifier) {
        return predicting(classifier, images, () -> {});
    }

    private static Rounds.Work predicting(
            Classifier classifier, List<Image> images, Runnable after) {
        return new Rounds.Work() {
            @Override
            public int getAsInt() {
                return classifier.predict(images).size();
            }

            @Override
            public void close() {
                classifier.close();
                after.run();
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
