package io.afluente.produce;

import io.afluente.image.decode.ImageFormat;
import java.io.PrintWriter;
import java.util.Locale;

/** Counts what became of pictures, for one summary at the end. */
public final class Tally {
    private final String topic;
    private final boolean waited;
    private final long start = System.nanoTime();
    private int skipped;
    private int sent;
    private int notSent;
    private int turned;
    private int answered;
    private int refused;

    /**
     * @param topic that the pictures went to
     * @param waited whether answers are waited for
     */
    public Tally(String topic, boolean waited) {
        this.topic = topic;
        this.waited = waited;
    }

    /** Files that were left out by their names. */
    public void skipped(int files) {
        skipped += files;
    }

    /** A picture was sent, or could not be. */
    public void sent(SendResult outcome) {
        if (outcome.isSent()) {
            sent++;
        } else {
            notSent++;
        }
    }

    /** A picture that was sent has been answered or refused. */
    public void settled(SendResult outcome) {
        if (outcome.answer() == null) {
            refused++;
        } else {
            answered++;
            turned += outcome.turned() ? 1 : 0;
        }
    }

    /** Pictures that nothing came of: not sent, refused, or without an answer so far. */
    public int failed() {
        return notSent + (waited ? sent - answered : 0);
    }

    /** What is to be said of {@link #failed} ones. */
    public String complaint() {
        String which = waited ? "answer" : "place on " + topic;
        return String.format(
                Locale.ROOT,
                failed() == 1
                        ? "%,d picture of %,d has no %s, see above"
                        : "%,d pictures of %,d have no %s, see above",
                failed(),
                sent + notSent,
                which);
    }

    /** Writes the summary. */
    public void print(PrintWriter out) {
        line(out, "sent", sent, "to " + topic);
        if (waited) {
            line(out, "answered", answered, "");
            lineIfAny(out, "turned", turned, "dark on light, read as light on dark");
            lineIfAny(out, "refused", refused, "see \"afluente dlq list\"");
            lineIfAny(out, "no answer", sent - answered - refused, "so far");
        }
        lineIfAny(out, "not sent", notSent, "");
        lineIfAny(out, "skipped", skipped, "not named " + ImageFormat.fileNames());
        out.printf(Locale.ROOT, "%-9s %,9.1f s%n", "time", (System.nanoTime() - start) / 1e9);
    }

    private static void lineIfAny(PrintWriter out, String name, int count, String remark) {
        if (count > 0) {
            line(out, name, count, remark);
        }
    }

    private static void line(PrintWriter out, String name, int count, String remark) {
        String row = String.format(Locale.ROOT, "%-9s %,9d   %s", name, count, remark);
        out.println(row.stripTrailing());
    }
}
