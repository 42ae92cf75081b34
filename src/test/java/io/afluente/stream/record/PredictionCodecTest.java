package io.afluente.stream.record;

import static io.afluente.TestAnswers.probabilities;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TopicSchemas;
import io.afluente.model.Prediction;
import io.afluente.model.TopLabels;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionCodecTest {
    private final PredictionCodec codec = new PredictionCodec();

    @Test
    void shouldReadWhatIsWritten() {
        var source = new RecordPosition("images", 3, 17);
        var answer =
                new PredictionRecord(
                        "a", new Prediction(new float[] {0.25f, 0.75f}), "m", "v", source);

        RecordHeaders headers = new RecordHeaders();
        byte[] value = codec.serialize("p", headers, answer);
        PredictionRecord read = codec.deserialize("p", headers, value);

        assertThat(HeaderNames.text(headers, "content-type")).isEqualTo("application/json");
        assertThat(TopicSchemas.complaints("predictions", "application/json", value)).isEmpty();
        assertThat(read.id()).isEqualTo("a");
        assertThat(probabilities(read)).containsExactly(0.25f, 0.75f);
        assertThat(read.model()).isEqualTo("m");
        assertThat(read.version()).isEqualTo("v");
        assertThat(read.source()).isEqualTo(source);
    }

    @Test
    void shouldReadTheTopOfManyLabels() {
        var top =
                new TopLabels(
                        List.of(
                                new TopLabels.Ranked(701, 0.3f),
                                new TopLabels.Ranked(4, 1e-9f),
                                new TopLabels.Ranked(999, 0)));
        var source = new RecordPosition("images", 3, 17);

        byte[] value = codec.serialize("p", new PredictionRecord("a", top, "m", "v", source));

        assertThat(new String(value, UTF_8))
                .contains("\"label\":701,\"confidence\":0.3,\"top\":[{\"label\":701,")
                .doesNotContain("probabilities");
        for (String topic : List.of("predictions", "predictions-shadow")) {
            assertThat(TopicSchemas.complaints(topic, "application/json", value)).isEmpty();
        }
        assertThat(codec.deserialize("p", value).prediction()).isEqualTo(top);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense|Unrecognized token 'nonsense'",
                "null|null",
                "{}|probabilities: missing",
                "{\"probabilities\":[]}|probabilities: missing",
                "{\"top\":[]}|top: missing",
                "{\"top\":[null]}|top: missing",
                "{\"top\":[{\"label\":1}]}|top.probability: missing",
                "{\"top\":[{\"probability\":1}]}|top.label: missing",
                "{\"top\":[{\"label\":-1,\"probability\":1}]}|top.label: from 0, not -1",
                "{\"top\":[{\"label\":1,\"probability\":2}]}|top.probability: from 0 to 1, not 2.0",
                "{\"probabilities\":[1]}|source: missing",
                "{\"probabilities\":[1],\"source\":{\"topic\":\"t\"}}|id: missing",
                "{\"probabilities\":[1],\"source\":{\"topic\":\"t\"},\"id\":\"a\"}|model: missing"
            })
    void shouldNameWhatIsWrongInOneLine(String value, String reason) {
        assertThatThrownBy(() -> codec.deserialize("predictions", value.getBytes(UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageStartingWith("predictions: not a prediction: " + reason)
                .message()
                .hasLineCount(1);
    }
}
