package io.afluente.model.engine;

import io.afluente.image.Image;
import io.afluente.model.Classifier;
import io.afluente.model.FirstAnswers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Times classifiers of one network against each other: in turn, by the quickest of their rounds, at
 * the sizes that slices have from a trickle to full load.
 */
final class EngineTrial {
    private static final int[] SIZES = {1, 8, 64};
    private static final int MIN_ROUNDS = 3;

    /** For each size. Java's compiler needs some of it to have seen what it should compile. */
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** More than this is not spent on a size: one image tells enough of so slow a network. */
    private static final long MAX_PASS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private EngineTrial() {}

    /**
     * What an image takes each classifier: the geometric mean over the sizes, so that each size
     * counts alike.
     */
    static double[] secondsAnImage(List<Classifier> classifiers) {
        double[] logs = new double[classifiers.size()];
        int sizes = 0;
        double slowest = 0;
        for (int size : SIZES) {
            if (size > classifiers.get(0).maxBatch() || slowest * size > MAX_PASS_NANOS) {
                break;
            }
            double[] nanos = nanosAnImage(classifiers, size);
            Arrays.setAll(logs, i -> logs[i] + Math.log(nanos[i]));
            slowest = Arrays.stream(nanos).max().orElseThrow();
            sizes++;
        }
        int counted = sizes;
        return Arrays.stream(logs).map(log -> Math.exp(log / counted) / 1e9).toArray();
    }

    private static double[] nanosAnImage(List<Classifier> classifiers, int size) {
        List<Image> images = images(classifiers.get(0), size);
        long[] quickest = new long[classifiers.size()];
        Arrays.fill(quickest, Long.MAX_VALUE);
        long end = System.nanoTime() + NANOS;
        for (int round = 0; round < MIN_ROUNDS || System.nanoTime() < end; round++) {
            for (int i = 0; i < quickest.length; i++) {
                long start = System.nanoTime();
                classifiers.get(i).predict(images);
                quickest[i] = Math.min(quickest[i], System.nanoTime() - start);
            }
        }
        return Arrays.stream(quickest).mapToDouble(nanos -> (double) nanos / size).toArray();
    }

    private static List<Image> images(Classifier classifier, int size) {
        List<FirstAnswers.Picture> pictures = FirstAnswers.pictures(classifier.input());
        return IntStream.range(0, size)
                .mapToObj(i -> pictures.get(i % pictures.size()).image())
                .toList();
    }
}
