package io.afluente.cli.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.learn.LearningRules;
import io.afluente.model.BadNetworkException;
import io.afluente.model.file.ParametersHash;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.registry.Version;
import io.afluente.setting.UserException;
import java.util.Optional;

/**
 * A version that was learned by other rules than this program's, or goes on from one that was. It
 * can't be computed again here; that its bytes, parameters and parent are what its lineage says can
 * still be checked.
 */
record OtherRules(Manifest wanted, Versions versions) {
    private static final int OURS = LearningRules.CURRENT.number();

    /** Whether anything since the version's own parent was learned by other rules. */
    static boolean made(Manifest wanted) {
        Lineage lineage = wanted.lineage();
        return !lineage.isFirst() && !LearningRules.areCurrent(lineage.rulesNumber());
    }

    /** Whether anything from an offset up to the version was learned by other rules. */
    static boolean made(Manifest wanted, long from) {
        Lineage lineage = wanted.lineage();
        int number = lineage.rulesNumber();
        return !lineage.learnedBy(LearningRules.areCurrent(number) ? number : OURS, from);
    }

    /**
     * Checks what can be checked.
     *
     * @throws UserException if it is not as its lineage says
     */
    void check() {
        Checkpoint checkpoint = whole();
        Lineage lineage = checkpoint.lineage();
        if (!lineage.equals(wanted.lineage())) {
            throw unlike("lineage is not that of its manifest");
        }
        if (!ParametersHash.sha256(checkpoint.network().parameters())
                .equals(lineage.parametersSha256())) {
            throw unlike("parameters are not those of its lineage");
        }
        parent().ifPresent(parent -> checkParent(parent.lineage(), lineage));
    }

    private Checkpoint whole() {
        try {
            return versions.checkpoint(Version.parse(wanted.version()));
        } catch (BadNetworkException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private Optional<Manifest> parent() {
        return wanted.lineage().parentVersion().flatMap(versions::known);
    }

    private void checkParent(Lineage parent, Lineage lineage) {
        boolean follows = parent.isFirst() || parent.nextOffset() == lineage.fromOffset();
        if (!follows || parent.examples() > lineage.examples()) {
            throw unlike(
                    "parent %s ends at offset %,d, its own offsets begin at %,d"
                            .formatted(
                                    lineage.parent(), parent.nextOffset(), lineage.fromOffset()));
        }
    }

    private UserException unlike(String what) {
        return new UserException("version " + wanted.version() + ": its " + what);
    }

    String words() {
        return """
                %s was learned by rules %d, or goes on from what was; this program has rules %d and can't compute it again.
                Its bytes and parameters are what its lineage says (SHA-256 %s), %s."""
                .formatted(
                        wanted.version(),
                        lowest(),
                        OURS,
                        wanted.lineage().parametersSha256(),
                        parent().isPresent()
                                ? "and it follows its parent " + wanted.lineage().parent()
                                : "its parent is gone");
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", wanted.version())
                .put("rules", lowest())
                .put("programRules", OURS)
                .put("computable", false)
                .put("whole", true)
                .put("parent", wanted.lineage().parent())
                .put("parentKnown", parent().isPresent())
                .put("parametersSha256", wanted.lineage().parametersSha256());
    }

    /** What went on before the rules changed is not said: it was one number less at least. */
    private int lowest() {
        int own = wanted.lineage().rulesNumber();
        return LearningRules.areCurrent(own) ? OURS - 1 : own;
    }
}
