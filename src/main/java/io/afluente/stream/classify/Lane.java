package io.afluente.stream.classify;

import io.afluente.meter.Meters;
import io.afluente.registry.LiveModel;
import io.afluente.registry.ModelFollower;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Signer;
import io.afluente.stream.topic.Topics;
import io.afluente.trace.Tracing;
import java.util.List;
import java.util.function.Function;

/**
 * Which version answers, and where its answers go.
 *
 * @param name of the role
 * @param predictions topic of the answers
 * @param pointers keys on the topic of models: the first that is there says the version
 * @param inShadow whether it answers beside the version that serves: it has no challenger and tells
 *     of no dead letters, and nobody answers where no pointer is left; else the last version goes
 *     on
 */
public record Lane(String name, String predictions, List<String> pointers, boolean inShadow) {
    public Lane {
        pointers = List.copyOf(pointers);
    }

    /** The version that serves: the operator's, else the learner's. */
    public static Lane serving(Topics topics, String model) {
        ModelKeys keys = new ModelKeys(model);
        List<String> pointers = List.of(keys.pin(), keys.candidate());
        return new Lane("classify", topics.predictions(), pointers, false);
    }

    /** The version that an operator wants to see beside it. */
    public static Lane shadow(Topics topics, String model) {
        List<String> pointers = List.of(new ModelKeys(model).shadow());
        return new Lane("shadow", topics.shadow(), pointers, true);
    }

    /** Has a model go live by what the pointers say. */
    public ModelFollower follower(
            ModelKeys keys,
            Signer signer,
            Function<String, byte[]> records,
            LiveModel live,
            Tracing tracing,
            Meters meters) {
        Runnable end = inShadow ? live::close : () -> {};
        Swaps swaps = new Swaps(live, tracing);
        return new ModelFollower(keys, pointers, signer, records, swaps::accept, end, meters);
    }
}
