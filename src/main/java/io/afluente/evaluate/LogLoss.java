package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The mean of {@code -ln p} in nats, where p is the probability given to the true label: over all
 * examples and over the last so many.
 *
 * <p>Probabilities are taken as at least {@link #FLOOR}, so that one answer that was sure and wrong
 * costs 16.1 and not infinity. A loss is rounded to a multiple of 2<sup>-24</sup>, as fine as the
 * floats it comes from: sums over the window are then exact, however often it slides.
 */
final class LogLoss implements Resumable {
    static final float FLOOR = 1e-7f;

    private static final double UNITS = 1 << 24;

    private final IntWindow recent;
    private long examples;
    private double total;

    LogLoss(int window) {
        recent = new IntWindow(window, inUnits(FLOOR));
    }

    void update(float probability) {
        float bounded = Math.min(1, Math.max(FLOOR, probability));
        int loss = inUnits(bounded);
        recent.add(loss);
        total += loss;
        examples++;
    }

    double mean() {
        return Ratio.of(total, (double) examples) / UNITS;
    }

    double windowedMean() {
        return recent.mean() / UNITS;
    }

    // StrictMath: the same bits on every machine, since this is part of the saved state
    private static int inUnits(float probability) {
        return (int) Math.rint(-StrictMath.log(probability) * UNITS);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(examples);
        out.writeDouble(total);
        recent.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        examples = Saved.count(in, "number of losses");
        total = Saved.atLeastZero(in, "sum of losses");
        recent.load(in);
    }
}
