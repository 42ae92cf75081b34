package io.afluente.cli.models;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.registry.Catalog;
import io.afluente.registry.Decision;
import io.afluente.registry.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Who has chosen what answers, when and why. */
final class PointerLines {
    private final Map<String, Pointer> pointers;

    PointerLines(Catalog catalog) {
        this.pointers = catalog.pointers();
    }

    /** What was decided of a version, in lines. */
    List<String> of(String version) {
        return lines(pointer -> version.equals(pointer.version()));
    }

    /** Which pointers somebody has taken away. */
    List<String> ended() {
        return lines(Pointer::isNone);
    }

    /** The same of a version, as JSON. */
    void put(String version, ObjectNode line) {
        ArrayNode all = line.putArray("decisions");
        pointers.forEach(
                (kind, pointer) -> {
                    if (version.equals(pointer.version()) && pointer.decision() != null) {
                        put(kind, pointer.decision(), all.addObject());
                    }
                });
    }

    private static void put(String kind, Decision decision, ObjectNode to) {
        to.put("pointer", kind);
        to.put("action", decision.action());
        to.put("at", decision.at());
        to.put("principal", decision.principal());
        to.put("user", decision.user());
        to.put("reason", decision.reason());
    }

    private List<String> lines(Predicate<Pointer> which) {
        return pointers.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .filter(entry -> entry.getValue().decision() != null)
                .map(entry -> entry.getKey() + ": " + text(entry.getValue().decision()))
                .toList();
    }

    private static String text(Decision decision) {
        return "%s at %s%s%s"
                .formatted(
                        decision.action(),
                        decision.at(),
                        who(decision),
                        Optional.ofNullable(decision.reason()).map(why -> ": " + why).orElse(""));
    }

    private static String who(Decision decision) {
        if (decision.principal() == null) {
            return decision.user() == null ? "" : " by " + decision.user();
        }
        String user = decision.user() == null ? "" : " (" + decision.user() + ")";
        return " by " + decision.principal() + user;
    }
}
