package io.afluente.cli.output;

import io.afluente.demo.Summary;
import java.io.PrintWriter;

/** A demo's summary as a table for people. */
public final class DemoSummary {
    private DemoSummary() {}

    public static void print(Summary summary, PrintWriter out) {
        out.println();
        line(out, "labelled images learned", "%,d", summary.labeled());
        line(out, "prequential accuracy", "%.2f %%", 100 * summary.prequentialAccuracy());
        line(out, "test accuracy at the end", "%.2f %%", 100 * summary.testAccuracy());
        line(out, "checkpoints", "%,d", summary.checkpoints());
        line(out, "swaps while serving", "%,d", summary.swaps());
        line(out, "images in", "%,d", summary.images());
        line(out, "predictions out", "%,d", summary.predictions());
        line(out, "missing", "%,d", summary.missing());
        line(out, "duplicates", "%,d", summary.duplicates());
        line(out, "dead letters", "%,d", summary.dlq());
        line(out, "last version", "%s", summary.version());
        line(out, "time", "%.1f s", summary.seconds());
    }

    private static void line(PrintWriter out, String what, String format, Object value) {
        out.printf("%-26s %20s%n", what, format.formatted(value));
    }
}
