package io.afluente.stream.compare;

import io.afluente.stream.format.ValueFormats;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What was answered to the images whose labels came afterwards, as the labelled stream says. */
public final class LabeledPredictions {
    /** Those on a labelled image are its own, not those of the prediction that it brings. */
    private static final Headers NONE = new RecordHeaders();

    private final PredictionCodec codec;
    private final int most;
    private final Map<RecordPosition, LabeledPrediction> latest = new LinkedHashMap<>();

    private long unreadable;

    /** What an image turned out to be, and what was answered when it came. */
    record LabeledPrediction(int label, PredictionRecord answer) {
        boolean right() {
            return right(answer);
        }

        boolean right(PredictionRecord any) {
            return any.prediction().label() == label;
        }
    }

    /**
     * @param most how many of the latest labels count
     * @param formats of the predictions
     */
    public LabeledPredictions(int most, ValueFormats formats) {
        this.codec = new PredictionCodec(formats);
        this.most = most;
    }

    /** Takes a record of the labelled stream; one that was not joined says nothing here. */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        Header answer = record.headers().lastHeader(HeaderNames.PREDICTION);
        if (answer != null) {
            read(record.topic(), NONE, answer.value()).ifPresent(a -> label(a, record.headers()));
        }
    }

    private void label(PredictionRecord answer, Headers headers) {
        String label = HeaderNames.text(headers, HeaderNames.LABEL);
        if (label == null || !label.matches("\\d{1,9}")) {
            unreadable++;
            return;
        }
        latest.put(answer.source(), new LabeledPrediction(Integer.parseInt(label), answer));
        if (latest.size() > most) {
            latest.remove(latest.keySet().iterator().next());
        }
    }

    /** An answer, unless it is none. */
    Optional<PredictionRecord> read(String topic, Headers headers, byte[] value) {
        try {
            return Optional.of(codec.deserialize(topic, headers, value));
        } catch (SerializationException e) {
            unreadable++;
            return Optional.empty();
        }
    }

    /** The latest, by the position of the image. */
    Map<RecordPosition, LabeledPrediction> bySource() {
        return new LinkedHashMap<>(latest);
    }

    /** The latest, each image once. */
    Collection<LabeledPrediction> all() {
        return List.copyOf(latest.values());
    }

    /** Records that are not what they should be, and were passed over. */
    public long unreadable() {
        return unreadable;
    }
}
