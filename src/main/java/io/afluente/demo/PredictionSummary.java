package io.afluente.demo;

import io.afluente.stream.record.PredictionRecord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Book-keeping of predictions: which image of which partition has been answered, how often, by
 * which version, and whether rightly. Not thread-safe.
 */
final class PredictionSummary {
    private static final int RECENT = 500;

    private final Function<String, OptionalInt> truth;
    private final Map<Integer, BitSet> answered = new HashMap<>();
    private final Set<String> versions = new LinkedHashSet<>();
    private final boolean[] recentlyRight = new boolean[RECENT];
    private final Map<Integer, Long> finalFrom = new HashMap<>();
    private long predictions;
    private long scored;
    private long duplicates;
    private int recentHits;
    private int finalAnswers;
    private int finalHits;
    private String latest = "";

    /**
     * @param truth the label of an image by its id; none for pictures of others
     */
    PredictionSummary(Function<String, OptionalInt> truth) {
        this.truth = truth;
    }

    void take(PredictionRecord answer) {
        int partition = answer.source().partition();
        BitSet seen = answered.computeIfAbsent(partition, p -> new BitSet());
        int offset = Math.toIntExact(answer.source().offset());
        if (seen.get(offset)) {
            duplicates++;
        }
        seen.set(offset);
        predictions++;
        versions.add(answer.version());
        latest = answer.version();
        truth.apply(answer.id())
                .ifPresent(label -> score(label == answer.prediction().label(), partition, offset));
    }

    private void score(boolean right, int partition, int offset) {
        noteRecent(right);
        if (offset >= finalFrom.getOrDefault(partition, Long.MAX_VALUE)) {
            finalAnswers++;
            finalHits += right ? 1 : 0;
        }
    }

    /** From these offsets on, by partition, images belong to the final test. */
    void finalTestFrom(Map<Integer, Long> offsets) {
        finalFrom.putAll(offsets);
    }

    /** Images below the given end offsets that have no prediction. */
    long missing(Map<Integer, Long> ends) {
        long missing = 0;
        for (Map.Entry<Integer, Long> end : ends.entrySet()) {
            BitSet seen = answered.getOrDefault(end.getKey(), new BitSet());
            missing += end.getValue() - seen.get(0, Math.toIntExact(end.getValue())).cardinality();
        }
        return missing;
    }

    long predictions() {
        return predictions;
    }

    long duplicates() {
        return duplicates;
    }

    List<String> versions() {
        return new ArrayList<>(versions);
    }

    /** The version of the latest prediction; empty before the first. */
    String latest() {
        return latest;
    }

    /** Share of the latest predictions that were right, from 0 to 1. */
    double recentAccuracy() {
        return scored == 0 ? 0 : (double) recentHits / Math.min(scored, RECENT);
    }

    int finalAnswers() {
        return finalAnswers;
    }

    /** Share of the final test's answers that were right, from 0 to 1. */
    double finalAccuracy() {
        return finalAnswers == 0 ? 0 : (double) finalHits / finalAnswers;
    }

    private void noteRecent(boolean right) {
        int slot = (int) (scored++ % RECENT);
        recentHits += (right ? 1 : 0) - (recentlyRight[slot] ? 1 : 0);
        recentlyRight[slot] = right;
    }
}
