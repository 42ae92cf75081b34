package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TopicSchemas;
import io.afluente.learn.MiniBatchScore;
import io.afluente.learn.drift.Event;
import io.afluente.learn.drift.TestScores;
import io.afluente.learn.example.Mistake;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreCodecTest {
    private static final String REST =
            "\"topic\":\"t\",\"score\":{},\"mistakes\":[],\"confusion\":[],\"events\":[]";

    private final ScoreCodec codec = new ScoreCodec();

    @Test
    void shouldReadWhatIsWritten() {
        ScoreRecord score =
                record(
                        TestScores.tested(
                                64, List.of(List.of(3, -1, 64)), List.of(new Mistake(5, 3, -1))));

        RecordHeaders headers = new RecordHeaders();
        byte[] value = codec.serialize("scores", headers, score);

        assertThat(codec.deserialize("scores", headers, value)).isEqualTo(score);
        assertThat(HeaderNames.text(headers, "content-type")).isEqualTo("application/json");
        assertThat(TopicSchemas.complaints("scores", "application/json", value)).isEmpty();
    }

    /** One that says something in every field. */
    static ScoreRecord score() {
        return record(
                TestScores.tested(64, List.of(List.of(3, -1, 64)), List.of(new Mistake(5, 3, -1))));
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadEveryEvent(Event.Kind kind) {
        ScoreRecord score =
                record(TestScores.after(64, 0.75, List.of(new Event(kind, 5, "about"))));

        assertThat(codec.deserialize("scores", codec.serialize("scores", score))).isEqualTo(score);
    }

    @Test
    void shouldPassOverWhatALaterVersionAdds() {
        ScoreRecord score =
                codec.deserialize("scores", ("{\"later\":[1]," + REST + "}").getBytes(UTF_8));

        assertThat(score.batch().events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense|Unrecognized token 'nonsense'",
                "null|value: missing",
                "{}|topic: missing",
                "\"topic\":null|topic: missing",
                "\"score\":null|score: missing",
                "\"mistakes\":null|mistakes: missing",
                "\"events\":null|events: missing",
                "\"confusion\":null|confusion: missing",
                "\"confusion\":[[1,2]]|confusion: needs label, answer and how often",
                "\"events\":[{\"offset\":1,\"about\":\"a\"}]|events.kind: missing",
            })
    void shouldNameWhatIsWrongInOneLine(String value, String reason) {
        assertRefused(value.startsWith("\"") ? with(value) : value, reason);
    }

    @ParameterizedTest
    @CsvSource({"mistakes", "events", "confusion"})
    void shouldRefuseWhatIsNullInAList(String list) {
        assertRefused(with("\"%s\":[null]".formatted(list)), "");
    }

    private void assertRefused(String value, String reason) {
        assertThatThrownBy(() -> codec.deserialize("scores", value.getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("scores: not a score: " + reason)
                .message()
                .hasLineCount(1);
    }

    /** All that must be there, but for one field that is as given. */
    private static String with(String field) {
        String name = field.substring(0, field.indexOf(':'));
        List<String> others =
                Arrays.stream(REST.split(",")).filter(f -> !f.startsWith(name)).toList();
        return "{" + String.join(",", others) + "," + field + "}";
    }

    private static ScoreRecord record(MiniBatchScore miniBatch) {
        return new ScoreRecord("mnist", "labeled-images", 0, miniBatch);
    }
}
