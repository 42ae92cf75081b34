package io.afluente.stream;

import io.afluente.evaluate.PairedComparison;
import io.afluente.evaluate.PairedCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

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

    private long unreadable;

    private record Judged(int label, Answer served) {}

    /**
     * @param most how many of the latest labels count
     */
    public SideBySide(int most) {
        this.most = most;
    }

    /** Takes a record of the labelled stream; one that was not joined says nothing here. */
    public void labeled(ConsumerRecord<byte[], byte[]> record) {
        Header answer = record.headers().lastHeader(HeaderNames.PREDICTION);
        if (answer != null) {
            read(record.topic(), answer.value())
                    .ifPresent(served -> judge(served, record.headers()));
        }
    }

    private void judge(Answer served, Headers headers) {
        String label = HeaderNames.text(headers, HeaderNames.LABEL);
        if (label == null || !label.matches("\\d{1,9}")) {
            unreadable++;
            return;
        }
        labeled.put(served.source(), new Judged(Integer.parseInt(label), served));
        if (labeled.size() > most) {
            labeled.remove(labeled.keySet().iterator().next());
        }
    }

    /** Takes an answer of the shadow; after all that is labelled. */
    public void shadowed(ConsumerRecord<byte[], byte[]> record) {
        read(record.topic(), record.value()).ifPresent(this::compare);
    }

    private void compare(Answer shadow) {
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

    private Optional<Answer> read(String topic, byte[] json) {
        try {
            return Optional.of(answers.deserialize(topic, json));
        } catch (SerializationException e) {
            unreadable++;
            return Optional.empty();
        }
    }

    /** Records that are not what they should be, and were passed over. */
    public long unreadable() {
        return unreadable;
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
