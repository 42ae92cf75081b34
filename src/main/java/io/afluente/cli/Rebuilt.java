package io.afluente.cli;

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
 */
record Rebuilt(Manifest wanted, Checkpoint start, Optional<Checkpoint> outcome) {
    /** Whether the same version came out. */
    boolean isSame() {
        return wanted.version().equals(version());
    }

    /** One line for people. */
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
                .put("same", isSame());
    }

    private String verdict(Checkpoint checkpoint) {
        Lineage lineage = checkpoint.lineage();
        if (!parameters().equals(again())) {
            return "other parameters, SHA-256 %s, not %s".formatted(again(), parameters());
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
