package io.afluente.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Streams of errors for drift detectors, and what detectors make of them. */
final class Errors {
    private Errors() {}

    /** Errors of one rate. */
    static boolean[] bernoulli(double rate, int length, long seed) {
        return jump(rate, rate, length, length, seed);
    }

    /** Errors of a rate that changes at one example. */
    static boolean[] jump(double before, double after, int at, int length, long seed) {
        Random random = new Random(seed);
        boolean[] errors = new boolean[length];
        for (int i = 0; i < length; i++) {
            errors[i] = random.nextDouble() < (i < at ? before : after);
        }
        return errors;
    }

    /**
     * Errors of a network that learns MNIST in one pass: nine in ten wrong at first, a fifth within
     * the first thousand, then slowly down to one in fifty.
     */
    static boolean[] learning(int length, long seed) {
        Random random = new Random(seed);
        boolean[] errors = new boolean[length];
        for (int i = 0; i < length; i++) {
            double rate = 0.02 + 0.06 / (1 + i / 10_000.0) + 0.82 * Math.exp(-i / 500.0);
            errors[i] = random.nextDouble() < rate;
        }
        return errors;
    }

    static boolean[] slice(boolean[] errors, int from, int to) {
        return Arrays.copyOfRange(errors, from, to);
    }

    static double rate(boolean[] errors, int from, int to) {
        int wrong = 0;
        for (int i = from; i < to; i++) {
            wrong += errors[i] ? 1 : 0;
        }
        return (double) wrong / (to - from);
    }

    static List<Drift> feed(boolean[] errors, DriftDetector detector) {
        List<Drift> found = new ArrayList<>(errors.length);
        for (boolean error : errors) {
            found.add(detector.update(error));
        }
        return found;
    }

    static List<Integer> indices(List<Drift> found, Drift drift) {
        return IntStream.range(0, found.size()).filter(i -> found.get(i) == drift).boxed().toList();
    }
}
