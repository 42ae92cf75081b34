package io.afluente.cli.output;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;

/** A table of what serves beside another version, and what a test says of them. */
public record TwoColumns(PrintWriter out) {
    private static final double SIGNIFICANT = 0.05;
    private static final int COLUMN = 20;

    public void row(String name, String served, String other) {
        String line = "%-18s %" + COLUMN + "s %" + COLUMN + "s";
        out.println(line.formatted(name, served, other).stripTrailing());
    }

    /**
     * The last line.
     *
     * @param other what the other version is called
     * @param difference the other's accuracy less that of what served
     * @param p how probable as large a difference is by chance
     */
    public void verdict(String other, double difference, double p) {
        String better = difference > 0 ? other + " is better" : "what served is better";
        String verdict = p < SIGNIFICANT ? better : "no difference that could not be chance";
        out.println(verdict + (p < 0.0001 ? " (p < 0.0001)" : decimal(" (p = %.4f)", p)));
        out.println(
                "p is for one look at a number of labels fixed beforehand: who looks again and"
                        + " again finds p < 0.05 by chance more often than in 1 of 20 comparisons");
    }

    public static String versions(Set<String> versions) {
        return versions.size() == 1
                ? versions.iterator().next()
                : "%,d versions".formatted(versions.size());
    }

    public static String percent(double share) {
        return decimal("%.2f %%", 100 * share);
    }

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String decimal(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
