package io.afluente.model.dl4j;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Shards;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.network.UnsupportedLayerException;
import io.afluente.model.plan.CompiledNetwork;
import io.afluente.model.plan.PlanCompiler;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether a network can be compiled; says so in the log, once, where it can't. */
public final class Plans {
    private static final Logger LOG = LoggerFactory.getLogger(Plans.class);

    /** What was said: each version of a network is asked for, and more than once. */
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Plans() {}

    /** The compiled network, or nothing if {@code MultiLayerNetwork} has to run it. */
    static Optional<CompiledNetwork> of(NetworkSpec spec) {
        try {
            return Optional.of(compiled(spec));
        } catch (UnsupportedLayerException e) {
            say("%s runs on stock DL4J: %s has no plan".formatted(spec.name(), e.getMessage()));
            return Optional.empty();
        }
    }

    private static void say(String sentence) {
        if (SAID.add(sentence)) {
            LOG.info(sentence);
        }
    }

    /** What of a network has no plan, so that stock DL4J has to run it. */
    public static Optional<String> missing(NetworkSpec spec) {
        try {
            compiled(spec);
            return Optional.empty();
        } catch (UnsupportedLayerException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Refuses shards for a network that must see mini-batches whole.
     *
     * @throws BadNetworkException that says why it must
     */
    public static void requireSplittable(NetworkSpec spec, Shards shards) {
        if (!shards.split()) {
            return;
        }
        wholeBatches(spec)
                .ifPresent(
                        why -> {
                            throw new BadNetworkException(
                                    "shards: %s takes mini-batches whole (%s); set shards to 1, not %d"
                                            .formatted(spec.name(), why, shards.count()));
                        });
    }

    private static Optional<String> wholeBatches(NetworkSpec spec) {
        try {
            return compiled(spec).needsWholeBatch()
                    ? Optional.of("its batch normalisation takes statistics over all examples")
                    : Optional.empty();
        } catch (UnsupportedLayerException e) {
            return Optional.of("stock DL4J runs it: " + e.getMessage() + " has no plan");
        }
    }

    private static CompiledNetwork compiled(NetworkSpec spec) throws UnsupportedLayerException {
        return PlanCompiler.compile(NetworkConfiguration.read(spec.configuration()), spec.input());
    }
}
