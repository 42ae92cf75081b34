package io.afluente.learn;

import java.util.Arrays;
import java.util.Optional;

/**
 * The rules of learning by their number: when a mini-batch closes and what it counts for, what
 * {@code ink} does to a labelled picture, and the arithmetic of a step. What was learned under one
 * number can't be computed again under another.
 *
 * <p>To change a rule, add a constant: its behaviour goes here where a learner needs it to take up
 * a journal that was begun under the number before. A mini-batch must close under new rules
 * wherever it closes under older ones: entries that came after an upgrade may wait in a journal
 * that was begun before it.
 */
public enum LearningRules {
    /** Of 0.1.0, and of all that says no number. */
    FIRST(1) {
        @Override
        boolean closes(int toLearn, int heldOut, int batchSize) {
            return toLearn >= batchSize;
        }

        @Override
        boolean leadsToCheckpoint(int learned) {
            return true;
        }
    },

    /**
     * A mini-batch closes by all that waits too, so that keys that are held out never pile up, and
     * one that teaches nothing leads to no checkpoint. {@code ink} finds the writing and centres
     * it.
     */
    SECOND(2) {
        @Override
        boolean closes(int toLearn, int heldOut, int batchSize) {
            return toLearn >= batchSize || toLearn + heldOut >= PATIENCE * batchSize;
        }

        @Override
        boolean leadsToCheckpoint(int learned) {
            return learned > 0;
        }
    },

    /**
     * Those of the second, in a line that has been given labels beyond those that it began with.
     */
    ADDED_LABELS(3) {
        @Override
        boolean closes(int toLearn, int heldOut, int batchSize) {
            return SECOND.closes(toLearn, heldOut, batchSize);
        }

        @Override
        boolean leadsToCheckpoint(int learned) {
            return SECOND.leadsToCheckpoint(learned);
        }
    };

    // even where half are held out, no mini-batch of a usual stream is cut short
    private static final int PATIENCE = 4;

    /** What this program learns by, a line whose labels were added to under a number apart. */
    public static final LearningRules CURRENT = SECOND;

    private final int number;

    LearningRules(int number) {
        this.number = number;
    }

    /** What states, versions and identities carry. */
    public int number() {
        return number;
    }

    /** Whether this program computes again what was learned under a number. */
    public static boolean areCurrent(int number) {
        return number == CURRENT.number || number == ADDED_LABELS.number;
    }

    /** The rules of a number; empty if this program doesn't know them. */
    static Optional<LearningRules> of(int number) {
        return Arrays.stream(values()).filter(rules -> rules.number == number).findFirst();
    }

    /**
     * Whether a mini-batch is complete.
     *
     * @param toLearn examples that wait to be learned
     * @param heldOut examples that wait to be tested only
     */
    abstract boolean closes(int toLearn, int heldOut, int batchSize);

    /** Whether a mini-batch counts for the next checkpoint, by how many of it were learned. */
    abstract boolean leadsToCheckpoint(int learned);
}
