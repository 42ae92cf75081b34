package io.afluente.cli.output;

import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.record.RecordPosition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings answers together with what the pictures really were, in whatever order the two come.
 * Remembers the latest of both.
 */
public final class Corrections {
    private static final int REMEMBERED = 100_000;

    private final Map<RecordPosition, PredictionRecord> answers = new LinkedHashMap<>();
    private final Map<RecordPosition, Integer> labels = new LinkedHashMap<>();

    /** An answer that turned out to be wrong. */
    public record Wrong(PredictionRecord answer, int label) {}

    /** An answer has come; tells whether it is known to be wrong. */
    public Optional<Wrong> answered(PredictionRecord answer) {
        remember(answers, answer.source(), answer);
        return wrong(answer.source());
    }

    /** Somebody has said what a picture was; tells whether its answer is known to be wrong. */
    public Optional<Wrong> labelled(RecordPosition source, int label) {
        remember(labels, source, label);
        return wrong(source);
    }

    private Optional<Wrong> wrong(RecordPosition source) {
        PredictionRecord answer = answers.get(source);
        Integer label = labels.get(source);
        return answer == null || label == null || answer.prediction().label() == label
                ? Optional.empty()
                : Optional.of(new Wrong(answer, label));
    }

    private static <T> void remember(Map<RecordPosition, T> known, RecordPosition source, T value) {
        known.put(source, value);
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
