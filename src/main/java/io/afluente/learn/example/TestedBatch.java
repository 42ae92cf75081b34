package io.afluente.learn.example;

import java.util.List;

/**
 * A mini-batch that was tested.
 *
 * @param examples all of them with their answers, in the order of the log; at least one
 * @param heldOut how many of them are kept for the gate, and not learned
 * @param correct how many of them were answered rightly
 */
public record TestedBatch(List<Tested> examples, int heldOut, int correct) {
    public long firstOffset() {
        return examples.get(0).example().offset();
    }

    public long lastOffset() {
        return examples.get(examples.size() - 1).example().offset();
    }

    public double meanLoss() {
        return examples.stream().mapToDouble(Tested::loss).average().orElseThrow();
    }
}
