package io.afluente.stream;

import io.afluente.evaluate.PairedComparison;
import io.afluente.evaluate.PairedCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What served beside what answered in its shadow, on the images whose labels came afterwards: the
 * labelled stream says the label and the answer of the time, and the shadow's answer is found by
 * the place of the image.
 */
public final class SideBySide {
    private final AnswerDeserializer answers = new AnswerDeserializer();
    private final int most;
    private final Map<Source, Judged> labeled = new LinkedHashMap<>();
    private final PairedCounts counts = new PairedCounts();
    private final Set<String> champions = new TreeSet<>();
    private final Set<String> challengers = new TreeSet<>();

    private record Judged(int label, Answer served) {}

    /**
     * @param most how many of the latest labels count
     */
    public SideBySide(int most) {
        this.most = most;
    }

    /** Takes a record of the labelled stream; one that was not joined says nothing here. */
    public void labeled(ConsumerRecord<byte[], byte[]> record) {
        var answer = record.headers().lastHeader(HeaderNames.PREDICTION);
        String label = HeaderNames.text(record.headers(), HeaderNames.LABEL);
        if (answer == null || label == null) {
            return;
        }
        Answer served = answers.deserialize(record.topic(), answer.value());
        labeled.put(served.source(), new Judged(Integer.parseInt(label), served));
        if (labeled.size() > most) {
            labeled.remove(labeled.keySet().iterator().next());
        }
    }

    /** Takes an answer of the shadow; after all that is labelled. */
    public void shadowed(ConsumerRecord<byte[], byte[]> record) {
        Answer shadow = answers.deserialize(record.topic(), record.value());
        // an image that was answered twice counts once
        Judged judged = labeled.remove(shadow.source());
        if (judged != null) {
            champions.add(judged.served.version());
            challengers.add(shadow.version());
            counts.update(
                    judged.served.prediction().label() == judged.label,
                    shadow.prediction().label() == judged.label);
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
