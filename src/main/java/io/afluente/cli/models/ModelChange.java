package io.afluente.cli.models;

import io.afluente.registry.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a version changed over the one before it, in lines as of a changelog. */
final class ModelChange {
    private final Lineage lineage;
    private final Lineage before;

    /**
     * @param lineage of the version
     * @param before lineage of its parent; null if it has none, or if that is gone
     */
    ModelChange(Lineage lineage, Lineage before) {
        this.lineage = lineage;
        this.before = before;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(origin());
        if (!lineage.isFirst()) {
            lines.add(learned());
        }
        if (lineage.examples() > 0) {
            lines.add(accuracy());
        }
        if (lineage.verdict() != null) {
            lines.add("gate: " + lineage.verdict().reason());
        }
        return lines;
    }

    private String origin() {
        if (lineage.origin() != null) {
            return "went on from " + lineage.origin() + ", by an order";
        }
        return lineage.parent() == null
                ? "begins the line, with seed " + lineage.seed()
                : "goes on from " + lineage.parent();
    }

    private String learned() {
        String more =
                before == null
                        ? format("%,d examples in all", lineage.examples())
                        : format(
                                "%,d examples, %,d in all",
                                lineage.examples() - before.examples(), lineage.examples());
        return format(
                "learned %s: %s-%d, %,d to %,d",
                more,
                lineage.topic(),
                lineage.partition(),
                lineage.fromOffset(),
                lineage.nextOffset() - 1);
    }

    private String accuracy() {
        double percent = 100 * lineage.prequentialAccuracy();
        String now = format("prequential accuracy %.2f %%", percent);
        if (before == null || before.examples() == 0) {
            return now;
        }
        return now + format(" (%+.2f points)", percent - 100 * before.prequentialAccuracy());
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
