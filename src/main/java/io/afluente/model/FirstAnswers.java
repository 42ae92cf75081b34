package io.afluente.model;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The first answers of a network: slow things happen here, and a sick network is found out. */
public final class FirstAnswers {
    /** A picture that no data set has, to try a network with. */
    public record Picture(String name, Image image) {}

    private FirstAnswers() {}

    /** A black picture, a white one, and noise; or such embeddings. */
    public static List<Picture> pictures(InputShape shape) {
        return shape.isPicture() ? ofBytes(shape) : ofFloats(shape.size());
    }

    private static List<Picture> ofFloats(int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        float[] noise = new float[size];
        Random random = new Random(1);
        for (int i = 0; i < size; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return List.of(
                new Picture("black", Image.embedding(new float[size])),
                new Picture("white", Image.embedding(ones)),
                new Picture("noisy", Image.embedding(noise)));
    }

    private static List<Picture> ofBytes(InputShape shape) {
        byte[] white = new byte[shape.bytes()];
        Arrays.fill(white, (byte) 255);
        byte[] noise = new byte[shape.bytes()];
        new Random(1).nextBytes(noise);
        return List.of(
                new Picture("black", new Image(shape, new byte[shape.bytes()])),
                new Picture("white", new Image(shape, white)),
                new Picture("noisy", new Image(shape, noise)));
    }

    /**
     * Classifies each of {@link #pictures} by itself.
     *
     * @return how long the quickest answer took, in nanoseconds
     * @throws BadNetworkException if an answer is no set of probabilities
     */
    public static long answer(Classifier classifier, NetworkSpec spec) {
        long quickest = Long.MAX_VALUE;
        for (Picture picture : pictures(spec.input())) {
            long start = System.nanoTime();
            Prediction answer = classifier.predict(List.of(picture.image())).get(0);
            quickest = Math.min(quickest, System.nanoTime() - start);
            check(answer, picture, spec);
        }
        return quickest;
    }

    private static void check(Prediction answer, Picture picture, NetworkSpec spec) {
        double sum = 0;
        for (float probability : answer.probabilities()) {
            sum += probability;
        }
        int given = answer.probabilities().length;
        if (given != spec.labels().size() || !answer.namesALabel() || !(Math.abs(sum - 1) < 1e-3)) {
            throw new BadNetworkException(
                    "%s: %d probabilities that sum to 1 are needed; for a %s picture it gives %d that sum to %s"
                            .formatted(
                                    spec.name(),
                                    spec.labels().size(),
                                    picture.name(),
                                    given,
                                    Double.isNaN(sum) ? "no number" : sum));
        }
    }
}
