package io.afluente.learn;

import io.afluente.evaluate.Resumable;

/** A part of the learner's state that older states don't have. */
interface LaterPart extends Resumable {
    /** Called in place of {@link #load} for a state without it: it is as it was before. */
    void absent();
}
