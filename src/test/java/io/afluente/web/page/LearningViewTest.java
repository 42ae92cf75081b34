package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.learn.drift.Event;
import io.afluente.learn.drift.TestScores;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningViewTest {
    private final LearningView book = new LearningView();

    @Test
    void shouldKeepTheWholeCurveInBoundedRoom() {
        for (int i = 1; i <= 100_000; i++) {
            book.take(TestScores.after(64L * i, null, List.of()));
        }

        LearningView.Curve curve = book.curve();
        assertThat(curve.points()).hasSizeBetween(300, 601);
        assertThat(curve.points())
                .extracting(LearningView.Point::examples)
                .isSorted()
                .startsWith(64L)
                .endsWith(6_400_000L);
    }

    @Test
    void shouldKeepHowGoodTheModelWas() {
        book.take(TestScores.after(64, null, List.of()));
        book.take(TestScores.after(128, 0.75, List.of()));

        assertThat(book.curve().points())
                .containsExactly(
                        new LearningView.Point(64, 0.5, 0.6),
                        new LearningView.Point(128, 0.5, 0.6));
        assertThat(book.curve().checkpoints()).containsExactly(new LearningView.Judged(128, 0.75));
    }

    @Test
    void shouldMarkWhatHappenedOnTheCurve() {
        book.take(TestScores.after(64, null, List.of(new Event(Event.Kind.DRIFT, 63, "adwin"))));
        book.mark(64, "version", "000001-0123456789ab");
        book.mark(64, "version", "000001-0123456789ab");

        assertThat(book.curve().marks())
                .containsExactly(
                        new LearningView.Mark(64, "drift", "adwin"),
                        new LearningView.Mark(64, "version", "000001-0123456789ab"));
    }
}
