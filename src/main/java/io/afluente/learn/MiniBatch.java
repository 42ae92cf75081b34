package io.afluente.learn;

import io.afluente.learn.example.Example;
import java.util.ArrayList;
import java.util.List;

/** The examples that wait for their training step, and the held-out ones that came among them. */
final class MiniBatch {
    private final List<Example> toLearn = new ArrayList<>();
    private final List<Example> heldOut = new ArrayList<>();

    void add(Example example, boolean holdOut) {
        (holdOut ? heldOut : toLearn).add(example);
    }

    List<Example> toLearn() {
        return toLearn;
    }

    List<Example> heldOut() {
        return heldOut;
    }

    boolean closes(LearningRules rules, int batchSize) {
        return rules.closes(toLearn.size(), heldOut.size(), batchSize);
    }

    int size() {
        return toLearn.size() + heldOut.size();
    }

    void clear() {
        toLearn.clear();
        heldOut.clear();
    }
}
