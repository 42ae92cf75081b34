package io.afluente.model.template;

import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.model.BadNetworkException;
import io.afluente.model.FirstAnswers;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Networks;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How long a network takes on stock DL4J on this machine, and what a plan would be worth. There is
 * no plan to time for such a network, so the small one of {@code models new} for the same pictures
 * is timed both ways.
 *
 * @param answerSeconds that an answer takes, in a batch of {@value #BATCH}
 * @param learnSeconds that an example takes, in a mini-batch of {@value #BATCH}
 * @param answerRatio how many times as long the small network's answers take without its plan
 * @param learnRatio the same of its learning
 */
public record StockPace(
        double answerSeconds, double learnSeconds, double answerRatio, double learnRatio) {
    private static final int BATCH = 8;
    private static final int MIN_ROUNDS = 2;

    /** For each that is timed. Java's compiler needs some of it to have seen what it compiles. */
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /**
     * Takes a second or two, more where one mini-batch takes so long.
     *
     * @throws BadNetworkException if DL4J can't take a step of it
     */
    public static StockPace of(SavedNetwork network) {
        NetworkSpec spec = network.spec();
        SavedNetwork small =
                Networks.initial(
                        spec.with(
                                NetworkTemplate.CNN.configuration(
                                        spec.input(), spec.labels().size())),
                        1);
        Pace own = Pace.of(Networks.stock(network, BATCH));
        Pace stock = Pace.of(Networks.stock(small, BATCH));
        Pace plan = Pace.of(Networks.online(small, BATCH));
        return new StockPace(
                own.answerSeconds,
                own.learnSeconds,
                stock.answerSeconds / plan.answerSeconds,
                stock.learnSeconds / plan.learnSeconds);
    }

    private record Pace(double answerSeconds, double learnSeconds) {
        static Pace of(OnlineClassifier network) {
            try (network) {
                List<LabeledImage> examples = examples(network);
                List<Image> images = examples.stream().map(LabeledImage::image).toList();
                return new Pace(
                        seconds(() -> network.predict(images)),
                        seconds(() -> learn(network, examples)));
            }
        }

        private static void learn(OnlineClassifier network, List<LabeledImage> examples) {
            try {
                network.learn(examples, 1);
            } catch (RuntimeException e) {
                throw new BadNetworkException("stock DL4J can't teach it: " + e.getMessage(), e);
            }
        }

        private static List<LabeledImage> examples(OnlineClassifier network) {
            List<FirstAnswers.Picture> pictures = FirstAnswers.pictures(network.input());
            return IntStream.range(0, BATCH)
                    .mapToObj(i -> pictures.get(i % pictures.size()).image())
                    .map(image -> new LabeledImage(image, 0))
                    .toList();
        }

        /** Of the quickest round, for each picture. */
        private static double seconds(Runnable round) {
            long quickest = Long.MAX_VALUE;
            long end = System.nanoTime() + NANOS;
            for (int i = 0; i < MIN_ROUNDS || System.nanoTime() < end; i++) {
                long start = System.nanoTime();
                round.run();
                quickest = Math.min(quickest, System.nanoTime() - start);
            }
            return quickest / 1e9 / BATCH;
        }
    }
}
