package io.afluente.model.dl4j;

import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.model.Classifier;
import io.afluente.model.GraphNetworks;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;

/**
 * ResNet-8 on 32x32 pictures in colour: how much faster a plan is than stock DL4J, in answers and
 * in learning. Run it with {@code OMP_NUM_THREADS=1}, on a machine with nothing else to do; each
 * round measures both, so that neighbours disturb both.
 */
class ResidualBench {
    private static final int ROUNDS = 5;
    private static final long NANOS = 2_000_000_000L;
    private static final int ANSWERED = 64;
    private static final int LEARNED = 32;

    private final SavedNetwork network =
            Networks.initial(GraphNetworks.resNet8(new Adam(0.001)), 1);

    @Test
    void answers() {
        List<Image> images = TestNetworks.images(network.spec().input(), ANSWERED, 1);
        try (Classifier plan = Networks.serving(network, ANSWERED);
                Classifier stock = new StockNetwork(network, ANSWERED)) {
            compare("answers", ANSWERED, () -> plan.predict(images), () -> stock.predict(images));
        }
    }

    @Test
    void learning() {
        List<LabeledImage> batch = TestNetworks.examples(network.spec(), LEARNED, 1);
        try (OnlineClassifier plan = Networks.online(network, LEARNED);
                OnlineClassifier stock = new StockNetwork(network, LEARNED)) {
            compare("learning", LEARNED, () -> plan.learn(batch, 1), () -> stock.learn(batch, 1));
        }
    }

    private static void compare(String what, int images, Runnable plan, Runnable stock) {
        double[] ratios = new double[ROUNDS];
        double[] rates = new double[ROUNDS];
        rate(images, plan);
        rate(images, stock);
        for (int i = 0; i < ROUNDS; i++) {
            rates[i] = rate(images, plan);
            ratios[i] = rates[i] / rate(images, stock);
        }
        Arrays.sort(ratios);
        Arrays.sort(rates);
        System.out.printf(
                Locale.ROOT,
                "ResNet-8, %s: %.2f x stock (%.2f to %.2f), %.0f images/s%n",
                what,
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1],
                rates[ROUNDS / 2]);
    }

    /** Images per second. */
    private static double rate(int images, Runnable work) {
        long start = System.nanoTime();
        int times = 0;
        while (System.nanoTime() - start < NANOS) {
            work.run();
            times++;
        }
        return times * images * 1e9 / (System.nanoTime() - start);
    }
}
