package io.afluente.stream;

import io.afluente.registry.ModelKeys;
import java.util.List;

/**
 * Which version answers, and where its answers go.
 *
 * @param name of the role
 * @param predictions topic of the answers
 * @param pointers keys on the topic of models: the first that is there says the version
 */
public record Lane(String name, String predictions, List<String> pointers) {
    public Lane {
        pointers = List.copyOf(pointers);
    }

    /** The version that serves: the operator's, else the learner's. */
    public static Lane serving(Topics topics, String model) {
        ModelKeys keys = new ModelKeys(model);
        return new Lane("classify", topics.predictions(), List.of(keys.pin(), keys.candidate()));
    }

    /** The version that an operator wants to see beside it. */
    public static Lane shadow(Topics topics, String model) {
        return new Lane("shadow", topics.shadow(), List.of(new ModelKeys(model).shadow()));
    }
}
