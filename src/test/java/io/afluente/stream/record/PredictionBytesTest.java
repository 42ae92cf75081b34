package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.model.Prediction;
import io.afluente.model.TopLabels;
import io.afluente.stream.format.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written by hand is read as what Jackson's generator writes; numbers are the same bytes.
 */
class PredictionBytesTest {
    private static final ObjectMapper READER = new ObjectMapper();
    private static final JsonFactory JACKSON =
            JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

    private final PredictionCodec codec = new PredictionCodec();
    private final Random random = new Random(5);

    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    @Test
    void shouldWriteEveryFloatAsJacksonDoesAndSoThatItIsReadBack() {
        for (int i = 0; i < 900_000; i++) {
            float number =
                    switch (i % 3) {
                        case 0 -> Float.intBitsToFloat(random.nextInt());
                        case 1 -> (float) Math.exp(-40 * random.nextDouble());
                        default -> random.nextInt(100_000) / 100_000f;
                    };
            byte[] written = new JsonBytes(1).number(number).toBytes();

            assertThat(new String(written, UTF_8))
                    .isEqualTo(jackson(json -> json.writeNumber(number)));
            if (Float.isFinite(number)) {
                assertThat(Float.parseFloat(new String(written, UTF_8))).isEqualTo(number);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            floats = {
                0,
                -0f,
                1,
                1e-3f,
                9.999e-4f,
                1e7f,
                Float.MIN_VALUE,
                Float.MIN_NORMAL,
                Float.MAX_VALUE,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY
            })
    void shouldWriteExtremeFloatsAsJacksonDoes(float number) {
        assertThat(new String(new JsonBytes(1).number(number).toBytes(), UTF_8))
                .isEqualTo(jackson(json -> json.writeNumber(number)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "train-000123",
                "images-0-17",
                "say \"b\"\\",
                "a/b",
                "\u0000\u0001\u001f\b\t\n\f\r\u007f",
                "ç ñ 画像 \ud83d\ude00",
                "\u0080\u2028\uffff"
            })
    void shouldWriteTextThatIsReadBack(String text) throws IOException {
        assertThat(READER.readValue(new JsonBytes(1).text(text).toBytes(), String.class))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -1, 4_294_967_296L, Long.MAX_VALUE, Long.MIN_VALUE})
    void shouldWriteWholeNumbers(long number) {
        assertThat(new String(new JsonBytes(1).number(number).toBytes(), UTF_8))
                .isEqualTo(String.valueOf(number));
    }

    /** One codec, for versions and topics that change from one prediction to the next. */
    @Test
    void shouldSayWhatEachPredictionSays() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            PredictionRecord answer = answer(i);

            byte[] value = codec.serialize("predictions", answer);
            PredictionRecord read = codec.deserialize("predictions", value);

            assertThat(read.id()).isEqualTo(answer.id());
            assertThat(read.model()).isEqualTo(answer.model());
            assertThat(read.version()).isEqualTo(answer.version());
            assertThat(read.source()).isEqualTo(answer.source());
            assertSame(READER.readTree(value), answer);
        }
    }

    private static void assertSame(JsonNode read, PredictionRecord answer) {
        assertThat(read.get("label").intValue()).isEqualTo(answer.prediction().label());
        assertThat(read.get("confidence").floatValue()).isEqualTo(answer.prediction().confidence());
        if (answer.prediction() instanceof Prediction all) {
            List<Float> floats = new ArrayList<>();
            read.get("probabilities").forEach(number -> floats.add(number.floatValue()));
            assertThat(floats).hasSize(all.probabilities().length);
            for (int i = 0; i < floats.size(); i++) {
                assertThat(floats.get(i)).isEqualTo(all.probabilities()[i]);
            }
        } else if (answer.prediction() instanceof TopLabels top) {
            List<TopLabels.Ranked> ranked = new ArrayList<>();
            read.get("top")
                    .forEach(
                            one ->
                                    ranked.add(
                                            new TopLabels.Ranked(
                                                    one.get("label").intValue(),
                                                    one.get("probability").floatValue())));
            assertThat(ranked).isEqualTo(top.ranked());
        }
    }

    @Test
    void shouldWriteHalfACharacterAsAQuestionMark() {
        PredictionRecord answer =
                new PredictionRecord(
                        "\ud83d",
                        new Prediction(new float[] {1}),
                        "m",
                        "v",
                        new RecordPosition("images", 0, 0));

        byte[] value = codec.serialize("predictions", answer);

        assertThat(codec.deserialize("predictions", value).id()).isEqualTo("?");
    }

    private PredictionRecord answer(int number) {
        float[] row = new float[1 + random.nextInt(12)];
        for (int i = 0; i < row.length; i++) {
            row[i] =
                    random.nextBoolean()
                            ? random.nextFloat()
                            : (float) Math.exp(-90 * random.nextFloat());
        }
        Prediction all = new Prediction(row);
        return new PredictionRecord(
                "id \"" + number + "\" ñ",
                number % 3 == 0 ? TopLabels.of(all, 5) : all,
                "model-" + random.nextInt(2),
                "00004" + random.nextInt(2) + "-43137b86a787",
                new RecordPosition("images" + random.nextInt(2), random.nextInt(99), number));
    }

    private static String jackson(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JACKSON.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toString(UTF_8);
    }
}
