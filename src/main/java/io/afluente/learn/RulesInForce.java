package io.afluente.learn;

import io.afluente.evaluate.Saved;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * By which rules this learner learns, and has learned. A state without a number is of the first.
 */
final class RulesInForce implements LaterPart {
    private LearningRules now = LearningRules.CURRENT;
    private LearningRules lowest = LearningRules.CURRENT;
    private long since;

    /** What a journal is learned again by. */
    LearningRules now() {
        return now;
    }

    /** The oldest by which anything was learned since the last checkpoint. */
    LearningRules lowest() {
        return lowest;
    }

    /** The first offset from which all was learned by the rules of now. */
    long since() {
        return since;
    }

    /**
     * At a boundary: what follows is learned by this program's own rules.
     *
     * @param progress where that is
     */
    void renew(LearnerCounters progress) {
        if (now == LearningRules.CURRENT) {
            return;
        }
        now = LearningRules.CURRENT;
        since = progress.nextOffset();
        if (progress.fromOffset() == since) {
            cut();
        }
    }

    /** A checkpoint has been made: what was learned before no longer counts for the next. */
    void cut() {
        lowest = LearningRules.CURRENT;
    }

    @Override
    public void absent() {
        now = LearningRules.FIRST;
        lowest = LearningRules.FIRST;
        since = 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(now.number());
        out.writeInt(lowest.number());
        out.writeLong(since);
    }

    @Override
    public void load(DataInput in) throws IOException {
        now = read(in);
        lowest = read(in);
        since = Saved.count(in, "offset of the rules of learning");
    }

    private static LearningRules read(DataInput in) throws IOException {
        int number = in.readInt();
        return LearningRules.of(number)
                .orElseThrow(
                        () ->
                                new IOException(
                                        "the learner's saved state goes by rules of learning "
                                                + number
                                                + ", this program knows them up to "
                                                + LearningRules.CURRENT.number()
                                                + ": start the newer program again"));
    }
}
