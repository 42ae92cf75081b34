package io.afluente.learn;

import io.afluente.evaluate.Resumable;
import io.afluente.learn.example.Floats;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * The parameters that serve: an exponential moving average of those that learn, which shake with
 * every mini-batch (Polyak, Juditsky 1992).
 *
 * <p>The first parameters are forgotten faster than {@code decay} says: update {@code n} keeps
 * {@code min(decay, n / (n + 9))} of the average, so that a young average is of the latest tenth or
 * so of all updates rather than of the random start.
 *
 * <p>Running means and variances of a batch normalisation are among the parameters, and are
 * averaged like them: they belong to the weights of the same steps. Each average lies between the
 * largest and the smallest value that it was made of, so a variance stays above 0, kept as it is or
 * as a logarithm.
 */
final class ParameterAverage implements Resumable {
    private static final double YOUTH = 9;

    private final double decay;
    private float[] average;
    private long updates;

    /**
     * @param decay what an update keeps of the average, from 0 (there is none: what learns serves)
     *     to below 1
     * @param start parameters to begin with
     */
    ParameterAverage(double decay, float[] start) {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException(
                    "average: its decay must be 0 or more and below 1, got " + decay);
        }
        this.decay = decay;
        restart(start);
    }

    /** Begins anew, with these parameters. */
    void restart(float[] parameters) {
        average = parameters.clone();
        updates = 0;
    }

    /** Moves towards these parameters. */
    void add(float[] parameters) {
        updates++;
        if (decay == 0) {
            average = parameters.clone();
            return;
        }
        float rest = (float) (1 - Math.min(decay, updates / (updates + YOUTH)));
        for (int i = 0; i < average.length; i++) {
            average[i] += rest * (parameters[i] - average[i]);
        }
    }

    /** Goes on with more parameters, those of now as they are. */
    void grow(UnaryOperator<float[]> grown) {
        average = grown.apply(average);
    }

    /** The average now; a copy. */
    float[] values() {
        return average.clone();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(updates);
        Floats.write(out, average);
    }

    @Override
    public void load(DataInput in) throws IOException {
        updates = in.readLong();
        average = Floats.read(in, average.length, "averaged parameters");
    }

    /** Saves what is not in {@link #values()}. */
    void saveAge(DataOutput out) throws IOException {
        out.writeLong(updates);
    }

    /** Takes up what {@link #saveAge} saved, with the values that it belongs to. */
    void load(float[] values, DataInput age) throws IOException {
        average = values.clone();
        updates = age.readLong();
    }
}
