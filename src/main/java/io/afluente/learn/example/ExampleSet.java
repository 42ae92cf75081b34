package io.afluente.learn.example;

import io.afluente.evaluate.Resumable;

/** A bounded choice of the examples offered to it, each in a place of its own. */
public interface ExampleSet extends Resumable {
    /** The place of an example that was not taken. */
    int REFUSED = -1;

    /** Offers an example: the place it took, perhaps another's, or {@link #REFUSED}. */
    int offer(Example example);

    /** From now on examples may have more labels. */
    void grow(ExampleForm form);

    /** How many there are; their places are 0 and on. */
    int size();

    Example get(int place);
}
