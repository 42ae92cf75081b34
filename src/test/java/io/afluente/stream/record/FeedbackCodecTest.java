package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TopicSchemas;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackCodecTest {
    private static final RecordPosition SOURCE = new RecordPosition("images", 3, 12);

    private final FeedbackCodec codec = new FeedbackCodec();

    @Test
    void shouldFollowTheSchemaAndTheImagesPartition() {
        var record = codec.record("feedback", "a", 7, SOURCE);

        assertThat(record.partition()).isEqualTo(3);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("a");
        assertThat(HeaderNames.text(record.headers(), "content-type"))
                .isEqualTo("application/json");
        assertThat(TopicSchemas.complaints("feedback", "application/json", record.value()))
                .isEmpty();
        assertThat(codec.deserialize("feedback", record.headers(), record.value()))
                .isEqualTo(new Feedback(7, Optional.of(SOURCE)));
    }

    @Test
    void shouldLeaveOutWhatIsNotKnown() {
        byte[] value =
                codec.serialize("feedback", new RecordHeaders(), new Feedback(7, Optional.empty()));

        assertThat(new String(value, UTF_8)).isEqualTo("{\"label\":7}");
        assertThat(codec.deserialize("feedback", value))
                .isEqualTo(new Feedback(7, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|value: empty",
                "[]|value: must be a JSON object",
                "{}|label: missing",
                "{\"label\":\"seven\"}|label: must be a whole number",
                "{\"label\":3000000000}|label: there is none of number 3000000000",
                "{\"label\":7,\"label\":8}|label: said twice",
                "{\"label\":7,\"source\":5}|source: needs a topic",
                "{\"label\":7,\"source\":{\"topic\":\"t\",\"partition\":-1,\"offset\":0}}|source:"
                        + " needs",
            })
    void shouldNameTheFieldThatIsWrong(String value, String reason) {
        assertThatThrownBy(() -> codec.deserialize("feedback", value.getBytes(UTF_8)))
                .isInstanceOf(BadRecordException.class)
                .hasMessageStartingWith(reason);
    }
}
