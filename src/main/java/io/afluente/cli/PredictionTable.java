package io.afluente.cli;

import io.afluente.stream.Answer;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Predictions as lines under one another; what the network is unsure of stands out. */
final class PredictionTable {
    static final String HEADER =
            String.format(
                    "%-20s %5s %10s  %-20s %s", "ID", "LABEL", "CONFIDENCE", "VERSION", "SOURCE");
    private static final double UNSURE = 0.5;

    private PredictionTable() {}

    static String row(Answer answer, Ansi colours) {
        float confidence = answer.prediction().confidence();
        String row =
                String.format(
                        Locale.ROOT,
                        "%-20s %5d %10.3f  %-20s %s",
                        printable(answer.id()),
                        answer.prediction().label(),
                        confidence,
                        printable(answer.version()),
                        answer.source());
        return confidence < UNSURE && colours.enabled()
                ? Ansi.Style.on(Ansi.Style.fg_yellow) + row + Ansi.Style.off(Ansi.Style.fg_yellow)
                : row;
    }

    // Ids come from outside: they must not steer the terminal.
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
