package io.afluente.stream.compare;

import io.afluente.evaluate.PairedComparison;
import io.afluente.evaluate.PairedCounts;
import io.afluente.stream.compare.LabeledPredictions.LabeledPrediction;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What served beside what answered in its shadow, on the images whose labels came afterwards: the
 * shadow's answer is found by the position of the image.
 */
public final class ShadowComparison {
    private final LabeledPredictions labeled;
    private final Map<RecordPosition, LabeledPrediction> served;
    private final PairedCounts counts = new PairedCounts();
    private final Set<String> champions = new TreeSet<>();
    private final Set<String> challengers = new TreeSet<>();

    /**
     * @param labeled all of it; what is labelled later does not count
     * @param challenger answers some images in place of what serves, and these don't count
     */
    public ShadowComparison(LabeledPredictions labeled, Optional<String> challenger) {
        this.labeled = labeled;
        this.served = labeled.bySource();
        challenger.ifPresent(
                version -> served.values().removeIf(a -> a.answer().version().equals(version)));
    }

    /** Takes an answer of the shadow. */
    public void shadowed(ConsumerRecord<byte[], byte[]> record) {
        labeled.read(record.topic(), record.headers(), record.value()).ifPresent(this::compare);
    }

    private void compare(PredictionRecord shadow) {
        // an image that was answered twice counts once
        LabeledPrediction known = served.remove(shadow.source());
        if (known != null) {
            champions.add(known.answer().version());
            challengers.add(shadow.version());
            counts.update(known.right(), known.right(shadow));
        }
    }

    /** How the two compare on the images that both have answered. */
    public PairedComparison comparison() {
        return counts.comparison();
    }

    /** The versions that served these images. */
    public Set<String> champions() {
        return champions;
    }

    /** The versions that answered them in the shadow. */
    public Set<String> challengers() {
        return challengers;
    }
}
