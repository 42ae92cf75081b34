package io.afluente.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.afluente.stream.RecordPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MistakeBookTest {
    private final MistakeBook book = new MistakeBook(10);

    @Test
    void shouldCountTheLatestExamplesOnly() throws IOException {
        book.take(score(1_500, "[3, 5, 1500]", ""));
        book.take(score(1_500, "[7, 7, 1400], [7, 1, 99], [7, -1, 1]", ""));

        MistakeBook.Confusion confusion = book.confusion();
        assertThat(confusion.examples()).isEqualTo(1_500);
        assertThat(confusion.counts()[3][5]).isZero();
        assertThat(confusion.counts()[7][7]).isEqualTo(1_400);
        assertThat(confusion.counts()[7][1]).isEqualTo(99);
    }

    @Test
    void shouldKnowWhereTheLatestMistakenPicturesLie() throws IOException {
        book.take(score(64, "", "{\"offset\": 4, \"label\": 7, \"answer\": 1}"));
        book.take(score(64, "", "{\"offset\": 70, \"label\": 7, \"answer\": 1}"));
        book.take(score(64, "", "{\"offset\": 71, \"label\": 7, \"answer\": 2}"));

        assertThat(book.latest(7, 1, 10))
                .extracting(MistakeBook.Mistake::source)
                .containsExactly(
                        new RecordPosition("labeled-images", 0, 70),
                        new RecordPosition("labeled-images", 0, 4));
        assertThat(book.latest(7, 1, 1)).hasSize(1);
    }

    private static JsonNode score(int examples, String confusion, String mistakes)
            throws IOException {
        String json =
                """
                {"topic": "labeled-images", "partition": 0, "examples": %d, "confusion": [%s],
                "mistakes": [%s]}\
                """
                        .formatted(examples, confusion, mistakes);
        return Json.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
