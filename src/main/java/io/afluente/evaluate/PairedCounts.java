package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Counts what two classifiers get right on the same stream of examples. One thread at a time. */
public final class PairedCounts implements Resumable {
    private long bothRight;
    private long onlyChampion;
    private long onlyChallenger;
    private long bothWrong;

    /** Counts one example that both have answered. */
    public void update(boolean championRight, boolean challengerRight) {
        if (championRight) {
            bothRight += challengerRight ? 1 : 0;
            onlyChampion += challengerRight ? 0 : 1;
        } else {
            onlyChallenger += challengerRight ? 1 : 0;
            bothWrong += challengerRight ? 0 : 1;
        }
    }

    /** The counts as they are now. */
    public PairedComparison comparison() {
        return new PairedComparison(bothRight, onlyChampion, onlyChallenger, bothWrong);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(bothRight);
        out.writeLong(onlyChampion);
        out.writeLong(onlyChallenger);
        out.writeLong(bothWrong);
    }

    @Override
    public void load(DataInput in) throws IOException {
        bothRight = Saved.count(in, "examples that both got right");
        onlyChampion = Saved.count(in, "examples that only the champion got right");
        onlyChallenger = Saved.count(in, "examples that only the challenger got right");
        bothWrong = Saved.count(in, "examples that both got wrong");
    }
}
