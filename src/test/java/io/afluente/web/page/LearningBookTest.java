package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LearningBookTest {
    private static final String JUDGED =
            """
            {"score": {"examples": 128, "windowedAccuracy": 0.5, "fadingAccuracy": 0.6},
            "checkpointAccuracy": 0.75, "events": []}""";

    private final LearningBook book = new LearningBook();

    @Test
    void shouldKeepTheWholeCurveInBoundedRoom() throws IOException {
        for (int i = 1; i <= 100_000; i++) {
            book.take(score(64L * i, ""));
        }

        LearningBook.Curve curve = book.curve();
        assertThat(curve.points()).hasSizeBetween(300, 601);
        assertThat(curve.points())
                .extracting(LearningBook.Point::examples)
                .isSorted()
                .startsWith(64L)
                .endsWith(6_400_000L);
    }

    @Test
    void shouldKeepHowGoodCheckpointsWere() throws IOException {
        book.take(score(64, ""));
        book.take(Json.read(JUDGED.getBytes(StandardCharsets.UTF_8)));

        assertThat(book.curve().checkpoints()).containsExactly(new LearningBook.Judged(128, 0.75));
    }

    @Test
    void shouldMarkWhatHappenedOnTheCurve() throws IOException {
        book.take(score(64, "{\"kind\":\"drift\",\"offset\":63,\"about\":\"adwin\"}"));
        book.mark(64, "version", "000001-0123456789ab");
        book.mark(64, "version", "000001-0123456789ab");

        assertThat(book.curve().marks())
                .containsExactly(
                        new LearningBook.Mark(64, "drift", "adwin"),
                        new LearningBook.Mark(64, "version", "000001-0123456789ab"));
    }

    private static JsonNode score(long examples, String event) throws IOException {
        String json =
                """
                {"score": {"examples": %d, "windowedAccuracy": 0.5, "fadingAccuracy": 0.6,
                "windowedLogLoss": 0.1}, "events": [%s]}"""
                        .formatted(examples, event);
        return Json.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
