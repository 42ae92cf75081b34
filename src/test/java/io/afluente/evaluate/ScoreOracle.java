package io.afluente.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/** The figures of a score straight from their definitions, over a list of all examples. */
record ScoreOracle(int labels, List<PrequentialTest.Example> examples) {
    ScoreOracle last(int window) {
        int n = examples.size();
        return new ScoreOracle(labels, examples.subList(Math.max(0, n - window), n));
    }

    long correct() {
        return indices().filter(this::right).count();
    }

    double accuracy() {
        return (double) correct() / examples.size();
    }

    double fading(double alpha) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < examples.size(); i++) {
            double weight = Math.pow(1 - alpha, examples.size() - 1 - i);
            weights += weight;
            sum += right(i) ? weight : 0;
        }
        return sum / weights;
    }

    double logLoss() {
        return indices().mapToDouble(i -> -Math.log(p(i, label(i)))).average().orElseThrow();
    }

    double kappa() {
        double n = examples.size();
        double chance = 0;
        for (int c = 0; c < labels; c++) {
            int label = c;
            double actual = indices().filter(i -> label(i) == label).count();
            double answered = indices().filter(i -> answer(i) == label).count();
            chance += actual / n * (answered / n);
        }
        return over(chance);
    }

    double kappaMajority() {
        return over(indices().filter(i -> majorityBefore(i) == label(i)).count() / size());
    }

    double kappaTemporal() {
        return over(indices().filter(i -> i > 0 && label(i - 1) == label(i)).count() / size());
    }

    double ece() {
        double error = 0;
        for (int bin = 0; bin < 15; bin++) {
            double low = bin / 15.0;
            double high = (bin + 1) / 15.0;
            int[] in =
                    indices().filter(i -> confidence(i) > low && confidence(i) <= high).toArray();
            double confidence = IntStream.of(in).mapToDouble(this::confidence).sum();
            double hits = IntStream.of(in).filter(this::right).count();
            error += Math.abs(hits - confidence) / size();
        }
        return error;
    }

    private double over(double baseline) {
        return baseline == 1 ? 0 : (accuracy() - baseline) / (1 - baseline);
    }

    /** The label that first reached the highest count among those before, or -1. */
    private int majorityBefore(int end) {
        int[] counts = new int[labels];
        int leader = -1;
        int most = 0;
        for (int i = 0; i < end; i++) {
            if (++counts[label(i)] > most) {
                most = counts[label(i)];
                leader = label(i);
            }
        }
        return leader;
    }

    private IntStream indices() {
        return IntStream.range(0, examples.size());
    }

    private double size() {
        return examples.size();
    }

    private int label(int i) {
        return examples.get(i).label();
    }

    private double p(int i, int label) {
        return examples.get(i).probabilities()[label];
    }

    private int answer(int i) {
        return IntStream.range(0, labels).reduce(0, (a, b) -> p(i, b) > p(i, a) ? b : a);
    }

    private double confidence(int i) {
        return p(i, answer(i));
    }

    private boolean right(int i) {
        return answer(i) == label(i);
    }
}
