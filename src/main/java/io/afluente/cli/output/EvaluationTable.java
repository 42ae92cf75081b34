package io.afluente.cli.output;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import io.afluente.model.ModelEvaluation;
import io.afluente.model.ModelEvaluation.Average;
import io.afluente.model.ModelEvaluation.ClassScore;
import io.afluente.model.ModelEvaluation.Mistaken;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Draws an evaluation: scores of each label, and the confusion matrix with its mistakes marked. */
public final class EvaluationTable {
    /** Of more labels than a table has room for. */
    private static final int SHOWN = 20;

    private final ModelEvaluation evaluation;
    private final Ansi colours;
    private final int width;

    public EvaluationTable(ModelEvaluation evaluation, Ansi colours) {
        this.evaluation = evaluation;
        this.colours = colours;
        int longest =
                evaluation.classes().stream()
                        .mapToInt(score -> score.label().length())
                        .max()
                        .orElse(0);
        this.width = Math.max("accuracy".length(), longest);
    }

    public void print(PrintWriter out) {
        line(out, "accuracy", "%9.4f", evaluation.accuracy());
        line(out, "loss", "%9.4f", evaluation.loss());
        line(out, "examples", "%9d", evaluation.examples());
        if (evaluation.unanswered() > 0) {
            line(out, "no answer", "%9d", evaluation.unanswered());
        }
        out.println();
        scores(out);
        out.println();
        if (evaluation.confusion().isEmpty()) {
            mistaken(out);
        } else {
            confusion(out);
        }
        if (!evaluation.neverPredicted().isEmpty()) {
            out.println();
            out.println("never predicted: " + neverPredicted());
        }
    }

    private String neverPredicted() {
        List<String> labels = evaluation.neverPredicted();
        String first = labels.stream().limit(SHOWN).collect(joining(", "));
        return labels.size() <= SHOWN
                ? first
                : first + " and %,d more".formatted(labels.size() - SHOWN);
    }

    private void scores(PrintWriter out) {
        line(out, "label", "%9s %9s %9s %9s", "precision", "recall", "F1", "examples");
        for (ClassScore score : shownClasses()) {
            line(
                    out,
                    score.label(),
                    "%9.4f %9.4f %9.4f %9d",
                    score.precision(),
                    score.recall(),
                    score.f1(),
                    score.examples());
        }
        average(out, "macro", evaluation.macro());
        average(out, "micro", evaluation.micro());
    }

    private List<ClassScore> shownClasses() {
        List<ClassScore> classes = evaluation.classes();
        return evaluation.confusion().isEmpty()
                ? classes.stream()
                        .filter(score -> score.examples() > 0)
                        .sorted(comparing(ClassScore::f1))
                        .limit(SHOWN)
                        .toList()
                : classes;
    }

    /** What stands in place of a table that nobody could read. */
    private void mistaken(PrintWriter out) {
        out.println(
                "above: the labels found worst of %,d; --json has all"
                        .formatted(evaluation.classes().size()));
        out.println("taken for one another most often, by label, answer and examples:");
        for (Mistaken pair : evaluation.mistaken().stream().limit(SHOWN).toList()) {
            line(out, pair.label(), "%-" + width + "s %5d", pair.answer(), pair.examples());
        }
    }

    private void average(PrintWriter out, String name, Average average) {
        line(out, name, "%9.4f %9.4f %9.4f", average.precision(), average.recall(), average.f1());
    }

    private void confusion(PrintWriter out) {
        out.println("confusion: rows are labels, columns are answers");
        int cell = Math.max(4, String.valueOf(evaluation.examples()).length());
        StringBuilder header = new StringBuilder(pad(""));
        for (ClassScore column : evaluation.classes()) {
            header.append(' ').append(right(shortened(column.label(), cell), cell));
        }
        out.println(header);
        for (int label = 0; label < evaluation.classes().size(); label++) {
            out.println(row(label, cell));
        }
    }

    private String row(int label, int cell) {
        StringBuilder row = new StringBuilder(pad(evaluation.classes().get(label).label()));
        List<Integer> counts = evaluation.confusion().get(label);
        for (int answer = 0; answer < counts.size(); answer++) {
            int count = counts.get(answer);
            String text = right(count == 0 ? "." : String.valueOf(count), cell);
            row.append(' ').append(count > 0 ? coloured(text, answer == label) : text);
        }
        return row.toString();
    }

    private String coloured(String text, boolean right) {
        Style style = right ? Style.fg_green : Style.fg_red;
        return colours.enabled() ? Style.on(style) + text + Style.off(style) : text;
    }

    private void line(PrintWriter out, String name, String format, Object... values) {
        out.println(pad(name) + " " + String.format(Locale.ROOT, format, values));
    }

    private String pad(String name) {
        return String.format("%-" + width + "s", name);
    }

    private static String right(String text, int cell) {
        return String.format("%" + cell + "s", text);
    }

    private static String shortened(String text, int cell) {
        return text.length() <= cell ? text : text.substring(0, cell);
    }
}
