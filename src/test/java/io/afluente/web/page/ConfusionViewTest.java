package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.learn.drift.TestScores;
import io.afluente.learn.example.Mistake;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.record.ScoreRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionViewTest {
    private final ConfusionView book = new ConfusionView(() -> 10);

    @Test
    void shouldCountTheLatestExamplesOnly() {
        take(1_500, List.of(List.of(3, 5, 1_500)));
        take(1_500, List.of(List.of(7, 7, 1_400), List.of(7, 1, 99), List.of(7, -1, 1)));

        ConfusionView.Confusion confusion = book.confusion();
        assertThat(confusion.examples()).isEqualTo(1_500);
        assertThat(confusion.cells())
                .containsExactly(new long[] {7, 1, 99}, new long[] {7, 7, 1_400});
        assertThat(confusion.right()).containsExactly(new long[] {7, 1_499, 1_400});
    }

    @Test
    void shouldShowTheMostFrequentMistakesOfManyLabels() {
        ConfusionView many = new ConfusionView(() -> 1_000);
        List<List<Integer>> cells = new ArrayList<>();
        for (int label = 0; label < 400; label++) {
            cells.add(List.of(label, label, 3));
            cells.add(List.of(label, 999, label == 17 ? 3 : 1));
            cells.add(List.of(label, 998, label == 4 ? 2 : 1));
        }

        take(many, 2_000, cells);

        assertThat(many.confusion().cells())
                .hasSize(50)
                .startsWith(new long[] {17, 999, 3}, new long[] {4, 998, 2});
        assertThat(many.confusion().right()).hasSize(400).contains(new long[] {17, 7, 3});
        assertThat(PageJson.write(many.confusion())).hasSizeLessThan(8_000);
    }

    @Test
    void shouldKnowWhereTheLatestMistakenPicturesLie() {
        take(64, List.of(), new Mistake(4, 7, 1));
        take(64, List.of(), new Mistake(70, 7, 1));
        take(64, List.of(), new Mistake(71, 7, 2));

        assertThat(book.latest(7, 1, 10))
                .extracting(ConfusionView.Mistake::source)
                .containsExactly(
                        new RecordPosition("labeled-images", 0, 70),
                        new RecordPosition("labeled-images", 0, 4));
        assertThat(book.latest(7, 1, 1)).hasSize(1);
    }

    private void take(int examples, List<List<Integer>> confusion, Mistake... mistakes) {
        take(book, examples, confusion, mistakes);
    }

    private static void take(
            ConfusionView view, int examples, List<List<Integer>> confusion, Mistake... mistakes) {
        view.take(
                new ScoreRecord(
                        "mnist",
                        "labeled-images",
                        0,
                        TestScores.tested(examples, confusion, List.of(mistakes))));
    }
}
