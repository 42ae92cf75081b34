package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.learn.drift.TestScores;
import io.afluente.learn.example.Mistake;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.record.ScoreRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionViewTest {
    private final ConfusionView book = new ConfusionView(10);

    @Test
    void shouldCountTheLatestExamplesOnly() {
        take(1_500, List.of(List.of(3, 5, 1_500)));
        take(1_500, List.of(List.of(7, 7, 1_400), List.of(7, 1, 99), List.of(7, -1, 1)));

        ConfusionView.Confusion confusion = book.confusion();
        assertThat(confusion.examples()).isEqualTo(1_500);
        assertThat(confusion.counts()[3][5]).isZero();
        assertThat(confusion.counts()[7][7]).isEqualTo(1_400);
        assertThat(confusion.counts()[7][1]).isEqualTo(99);
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
        book.take(
                new ScoreRecord(
                        "mnist",
                        "labeled-images",
                        0,
                        TestScores.tested(examples, confusion, List.of(mistakes))));
    }
}
