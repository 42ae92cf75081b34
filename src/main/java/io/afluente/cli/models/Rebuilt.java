package io.afluente.cli.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import java.util.Optional;

/**
 * A version beside what the log makes of the same offsets.
 *
 * @param wanted the version
 * @param start what the log was learned on from
 * @param outcome of it; empty if no version ends there
 * @param forgotten how many versions between them nothing is known of any more
 */
record Rebuilt(Manifest wanted, Checkpoint start, Optional<Checkpoint> outcome, long forgotten) {
    boolean isSame() {
        return wanted.version().equals(version());
    }

    /**
     * Whether the log gives this version. The names of forgotten ones are among what a learner
     * remembers: where they came out otherwise, by another program, so do the version's bytes, but
     * nothing that it has learned.
     */
    boolean agrees() {
        return isSame() || (forgotten > 0 && hasLearnedTheSame());
    }

    private boolean hasLearnedTheSame() {
        Lineage then = wanted.lineage();
        return outcome.map(Checkpoint::lineage)
                .filter(now -> now.learned().equals(then.learned()))
                .isPresent();
    }

    String line() {
        return "%s from %s and offsets %,d to %,d: %s"
                .formatted(
                        wanted.version(),
                        start.version(),
                        Ancestors.learnedUpTo(start),
                        wanted.lineage().nextOffset() - 1,
                        outcome.map(this::verdict)
                                .orElse("the log gives no version that ends there"));
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", wanted.version())
                .put("from", start.version().toString())
                .put("fromOffset", Ancestors.learnedUpTo(start))
                .put("nextOffset", wanted.lineage().nextOffset())
                .put("parametersSha256", parameters())
                .put("rebuilt", version())
                .put("rebuiltParametersSha256", again())
                .put("sameParameters", parameters().equals(again()))
                .put("forgotten", forgotten)
                .put("agrees", agrees())
                .put("same", isSame());
    }

    private String verdict(Checkpoint checkpoint) {
        Lineage lineage = checkpoint.lineage();
        if (!parameters().equals(again())) {
            return "other parameters, SHA-256 %s, not %s".formatted(again(), parameters());
        }
        if (!isSame() && agrees()) {
            return "the same parameters, SHA-256 %s, in other bytes: of %,d versions on the way nothing is known any more, not even their names"
                    .formatted(parameters(), forgotten);
        }
        return isSame()
                ? "the same bytes, parameters SHA-256 " + parameters()
                : "the same parameters, but another version, " + version() + ": " + lineage;
    }

    private String parameters() {
        return wanted.lineage().parametersSha256();
    }

    private String again() {
        return outcome.map(checkpoint -> checkpoint.lineage().parametersSha256()).orElse(null);
    }

    private String version() {
        return outcome.map(checkpoint -> checkpoint.version().toString()).orElse(null);
    }
}
