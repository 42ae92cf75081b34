package io.afluente.learn.gate;

import io.afluente.learn.example.Example;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks another examiner about each example once, though it be in several sets: for one judgement,
 * while parameters stay the same objects.
 */
final class CachedEvaluator implements Evaluator {
    private final Evaluator examiner;
    private final IdentityHashMap<float[], Map<Long, Boolean>> known = new IdentityHashMap<>();

    CachedEvaluator(Evaluator examiner) {
        this.examiner = examiner;
    }

    @Override
    public boolean[] right(float[] parameters, List<Example> examples) {
        Map<Long, Boolean> answers = known.computeIfAbsent(parameters, p -> new HashMap<>());
        List<Example> fresh =
                examples.stream().filter(e -> !answers.containsKey(e.offset())).toList();
        boolean[] right = examiner.right(parameters, fresh);
        for (int i = 0; i < right.length; i++) {
            answers.put(fresh.get(i).offset(), right[i]);
        }
        return inOrder(answers, examples);
    }

    @Override
    public boolean leftUnanswered(float[] parameters) {
        return examiner.leftUnanswered(parameters);
    }

    private static boolean[] inOrder(Map<Long, Boolean> answers, List<Example> examples) {
        boolean[] right = new boolean[examples.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = answers.get(examples.get(i).offset());
        }
        return right;
    }
}
