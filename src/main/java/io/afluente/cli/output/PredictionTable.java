package io.afluente.cli.output;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afluente.stream.record.PredictionRecord;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Predictions as lines under one another; what the network is unsure of stands out. */
final class PredictionTable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ID = 24;
    private static final double UNSURE = 0.5;

    private PredictionTable() {}

    /** The line above all others, with a column for the truth where that is known. */
    static String header(boolean truth) {
        String head = String.format("%-" + ID + "s %5s", "ID", "LABEL");
        return head
                + (truth ? " TRUTH" : "")
                + String.format(" %10s  %-20s %s", "CONFIDENCE", "VERSION", "SOURCE");
    }

    static String row(PredictionRecord answer, Ansi colours) {
        return coloured(start(answer) + rest(answer), answer, colours);
    }

    static String row(Corrections.Wrong wrong, Ansi colours) {
        String truth = String.format(" %5d", wrong.label());
        return coloured(
                start(wrong.answer()) + truth + rest(wrong.answer()), wrong.answer(), colours);
    }

    static String json(Corrections.Wrong wrong) {
        PredictionRecord answer = wrong.answer();
        ObjectNode line = JSON.createObjectNode();
        line.put("id", answer.id());
        line.put("label", answer.prediction().label());
        line.put("truth", wrong.label());
        line.put("confidence", answer.prediction().confidence());
        line.put("model", answer.model());
        line.put("version", answer.version());
        line.set("source", JSON.valueToTree(answer.source()));
        return line.toString();
    }

    private static String start(PredictionRecord answer) {
        return Text.fit(answer.id(), ID) + String.format(" %5d", answer.prediction().label());
    }

    private static String rest(PredictionRecord answer) {
        return String.format(
                Locale.ROOT,
                " %10.3f  %-20s %s",
                answer.prediction().confidence(),
                Text.printable(answer.version()),
                answer.source());
    }

    private static String coloured(String row, PredictionRecord answer, Ansi colours) {
        return answer.prediction().confidence() < UNSURE && colours.enabled()
                ? Ansi.Style.on(Ansi.Style.fg_yellow) + row + Ansi.Style.off(Ansi.Style.fg_yellow)
                : row;
    }
}
