package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The share of hits, where each new example makes all older ones count for less by a factor of
 * {@code 1 - alpha} (Gama, Sebastião, Rodrigues: On evaluating stream learning algorithms, 2013).
 *
 * <p>It is an exponentially weighted average divided by the sum of its weights. So it needs no
 * value to start from: after the first example it is that example, and it is never drawn towards 0.
 */
final class FadingShare implements Resumable {
    private final double alpha;
    private double hits;
    private double weight;

    FadingShare(double alpha) {
        this.alpha = alpha;
    }

    void add(boolean hit) {
        hits += alpha * ((hit ? 1 : 0) - hits);
        weight += alpha * (1 - weight);
    }

    double share() {
        return Ratio.of(hits, weight);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(alpha);
        out.writeDouble(hits);
        out.writeDouble(weight);
    }

    @Override
    public void load(DataInput in) throws IOException {
        Saved.same(in, alpha, "fading alpha");
        hits = Saved.atLeastZero(in, "fading sum of hits");
        weight = Saved.atLeastZero(in, "fading sum of weights");
    }
}
