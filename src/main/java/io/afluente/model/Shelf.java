package io.afluente.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * Keeps the classifiers of one kind of network between versions, for as long as anybody uses that
 * kind. Safe for all threads.
 */
final class Shelf {
    private final Function<SavedNetwork, ReusableClassifier> maker;
    private final Deque<ReusableClassifier> idle = new ArrayDeque<>();
    private int users;

    Shelf(Function<SavedNetwork, ReusableClassifier> maker) {
        this.maker = maker;
    }

    /** One user more. */
    synchronized void retain() {
        users++;
    }

    /** One user less. Says whether it was the last one, and then frees what is kept. */
    synchronized boolean release() {
        users--;
        if (users > 0) {
            return false;
        }
        idle.forEach(ReusableClassifier::close);
        idle.clear();
        return true;
    }

    /** A classifier by these parameters, to be put back after use. */
    ReusableClassifier take(SavedNetwork network) {
        ReusableClassifier kept = poll();
        if (kept == null) {
            return maker.apply(network);
        }
        try {
            kept.setParameters(network.parameters());
            return kept;
        } catch (RuntimeException e) {
            putBack(kept);
            throw e;
        }
    }

    /** Takes back a classifier that {@link #take} gave. */
    synchronized void putBack(ReusableClassifier classifier) {
        idle.push(classifier);
    }

    private synchronized ReusableClassifier poll() {
        return idle.poll();
    }
}
