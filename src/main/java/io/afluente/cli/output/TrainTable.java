package io.afluente.cli.output;

import io.afluente.train.Report;
import java.io.PrintWriter;
import java.util.Locale;

/** Training for people: a line for each epoch as it ends, then what came of it all. */
public final class TrainTable {
    private final PrintWriter out;

    public TrainTable(PrintWriter out) {
        this.out = out;
    }

    public void print(Report.Epoch epoch) {
        String measured =
                epoch.measured() == null ? "" : ", afterwards " + percent(epoch.measured());
        out.printf(
                Locale.ROOT,
                "epoch %d: loss %.4f nats, accuracy %s%s%n",
                epoch.epoch(),
                epoch.loss(),
                percent(epoch.accuracy()),
                measured);
    }

    public static void print(Report report, PrintWriter out) {
        Report.Epoch last = report.epochs().get(report.epochs().size() - 1);
        line(out, "epochs", "%,d", report.epochs().size());
        line(out, "images learned", "%,d", report.images());
        line(out, "loss in the last epoch", "%.4f nats", last.loss());
        line(out, "accuracy in the last epoch", "%s", percent(last.accuracy()));
        if (last.measured() != null) {
            line(out, report.measuredOn() + " accuracy at the end", "%s", percent(last.measured()));
        }
        line(out, "time", "%.1f s", report.seconds());
        line(out, "speed", "%,.0f images/s", report.imagesPerSecond());
        line(out, "version", "%s", report.version());
        out.println("written to " + report.file());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static void line(PrintWriter out, String what, String format, Object value) {
        out.printf("%-30s %20s%n", what, String.format(Locale.ROOT, format, value));
    }
}
