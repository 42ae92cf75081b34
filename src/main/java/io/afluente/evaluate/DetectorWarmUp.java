package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Keeps the first examples from a detector, so that it never sees a new model's error rate on its
 * way down from chance and takes what follows as normal.
 */
public final class DetectorWarmUp implements DriftDetector {
    private final long examples;
    private final DriftDetector detector;
    private long left;

    /**
     * @param examples how many to keep away, 0 or more
     * @param detector sees all that follow
     */
    public DetectorWarmUp(long examples, DriftDetector detector) {
        if (examples < 0) {
            throw new IllegalArgumentException("warm-up: must be 0 or more, got " + examples);
        }
        this.examples = examples;
        this.detector = detector;
        left = examples;
    }

    @Override
    public Drift update(boolean error) {
        if (left == 0) {
            return detector.update(error);
        }
        left--;
        return Drift.NONE;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(left);
        detector.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        left = Saved.upTo(in, examples, "rest of the warm-up");
        detector.load(in);
    }
}
