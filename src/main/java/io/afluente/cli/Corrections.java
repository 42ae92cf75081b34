package io.afluente.cli;

import io.afluente.stream.Answer;
import io.afluente.stream.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings answers together with what the pictures really were, in whatever order the two come.
 * Remembers the latest of both.
 */
final class Corrections {
    private static final int REMEMBERED = 100_000;

    private final Map<Source, Answer> answers = new LinkedHashMap<>();
    private final Map<Source, Integer> labels = new LinkedHashMap<>();

    /** An answer that turned out to be wrong. */
    record Wrong(Answer answer, int label) {}

    /** An answer has come; tells whether it is known to be wrong. */
    Optional<Wrong> answered(Answer answer) {
        remember(answers, answer.source(), answer);
        return wrong(answer.source());
    }

    /** Somebody has said what a picture was; tells whether its answer is known to be wrong. */
    Optional<Wrong> labelled(Source source, int label) {
        remember(labels, source, label);
        return wrong(source);
    }

    private Optional<Wrong> wrong(Source source) {
        Answer answer = answers.get(source);
        Integer label = labels.get(source);
        return answer == null || label == null || answer.prediction().label() == label
                ? Optional.empty()
                : Optional.of(new Wrong(answer, label));
    }

    private static <T> void remember(Map<Source, T> known, Source source, T value) {
        known.put(source, value);
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
