package io.afluente.cli.output;

import io.afluente.stream.record.PredictionRecord;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** Writes the predictions that are wanted, under one another or as JSON, until there are enough. */
public final class PredictionLines {
    private final PrintWriter out;
    private final Ansi colours;
    private final boolean json;
    private final double belowConfidence;
    private final int most;
    private long shown;

    /**
     * @param json whether each is a line of JSON
     * @param belowConfidence which are wanted: those less sure than this
     * @param most how many are enough
     */
    public PredictionLines(
            PrintWriter out, Ansi colours, boolean json, double belowConfidence, int most) {
        this.out = out;
        this.colours = colours;
        this.json = json;
        this.belowConfidence = belowConfidence;
        this.most = most;
    }

    /** The line above all others, with a column for the truth where that is known. */
    public void header(boolean truth) {
        if (!json) {
            out.println(PredictionTable.header(truth));
        }
    }

    /** An answer, as it is on the topic. */
    public void show(PredictionRecord answer, String value) {
        if (isWanted(answer)) {
            show(json ? value : PredictionTable.row(answer, colours));
        }
    }

    public void show(Corrections.Wrong mistake) {
        if (isWanted(mistake.answer())) {
            show(json ? PredictionTable.json(mistake) : PredictionTable.row(mistake, colours));
        }
    }

    // A reader that went away, such as head, must end us too.
    public boolean isDone() {
        return shown >= most || out.checkError();
    }

    private boolean isWanted(PredictionRecord answer) {
        return answer.prediction().confidence() < belowConfidence;
    }

    private void show(String line) {
        if (!isDone()) {
            out.println(line);
            shown++;
        }
    }
}
