package io.afluente.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.model.ModelEvaluation;
import io.afluente.model.ModelEvaluation.Average;
import io.afluente.model.ModelEvaluation.ClassScore;
import io.afluente.model.ModelEvaluation.Mistaken;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class EvaluationTableTest {
    private static final ModelEvaluation EVALUATION =
            new ModelEvaluation(
                    12,
                    0,
                    0.75,
                    0.5,
                    List.of(
                            new ClassScore("airplane", 7, 1, 6 / 7.0, 0.9231),
                            new ClassScore("automobile", 5, 0.5, 0.6, 0.5455)),
                    new Average(0.75, 0.7286, 0.7343),
                    new Average(0.75, 0.75, 0.75),
                    List.of(List.of(6, 1), List.of(0, 5)),
                    List.of(new Mistaken("airplane", "automobile", 1)),
                    List.of("frog"));

    @Test
    void shouldDrawScoresAndConfusionInColumns() {
        assertThat(drawn(Ansi.OFF))
                .isEqualToNormalizingNewlines(
                        """
                        accuracy      0.7500
                        loss          0.5000
                        examples          12

                        label      precision    recall        F1  examples
                        airplane      1.0000    0.8571    0.9231         7
                        automobile    0.5000    0.6000    0.5455         5
                        macro         0.7500    0.7286    0.7343
                        micro         0.7500    0.7500    0.7500

                        confusion: rows are labels, columns are answers
                                   airp auto
                        airplane      6    1
                        automobile    .    5

                        never predicted: frog
                        """);
    }

    @Test
    void shouldShowTheWorstOfManyLabels() {
        List<ClassScore> classes =
                IntStream.range(0, 300)
                        .mapToObj(i -> new ClassScore("kind " + i, i % 2, 1, 1, i / 300.0))
                        .toList();
        ModelEvaluation many =
                new ModelEvaluation(
                        150,
                        0,
                        0.5,
                        0.5,
                        classes,
                        new Average(0.75, 0.7286, 0.7343),
                        new Average(0.75, 0.75, 0.75),
                        List.of(),
                        List.of(new Mistaken("kind 1", "kind 3", 12)),
                        classes.stream().map(ClassScore::label).toList());

        assertThat(drawn(many, Ansi.OFF))
                .hasLineCount(33)
                .contains("kind 1 ", "kind 39 ")
                .doesNotContain("kind 41 ", "kind 20 ")
                .containsPattern("the labels found worst of 300; --json has all")
                .containsPattern("kind 1 +kind 3 +12")
                .contains("kind 19 and 280 more");
    }

    @Test
    void shouldMarkMistakesOnATerminal() {
        assertThat(drawn(Ansi.ON))
                .contains("\u001b[32m   6\u001b[39m")
                .contains("\u001b[31m   1\u001b[39m")
                .contains("    .");
    }

    private static String drawn(Ansi colours) {
        return drawn(EVALUATION, colours);
    }

    private static String drawn(ModelEvaluation evaluation, Ansi colours) {
        StringWriter text = new StringWriter();
        new EvaluationTable(evaluation, colours).print(new PrintWriter(text, true));
        return text.toString();
    }
}
