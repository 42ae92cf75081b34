package io.afluente.stream.record;

import static io.afluente.TestAnswers.probabilities;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImageException;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.model.Prediction;
import io.afluente.model.TopLabels;
import io.afluente.stream.fetch.Fetcher;
import io.afluente.stream.format.TestRegistry;
import io.afluente.stream.format.ValueFormat;
import io.afluente.stream.format.ValueFormats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values whose schema a registry has, as the codecs of the topics write and read them. */
class RegisteredValuesTest {
    private static final RecordPosition SOURCE = new RecordPosition("images", 3, 17);
    private static final PictureForm FORM = PictureForm.of(new InputShape(2, 2, 1));

    private final TestRegistry registry = new TestRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void shouldReadThePredictionThatIsWritten(ValueFormat format) {
        PredictionCodec codec = new PredictionCodec(in(format, "p"));
        var all = new Prediction(new float[] {0.75f, 0.25f});
        var top =
                new TopLabels(List.of(new TopLabels.Ranked(701, 0.3f), new TopLabels.Ranked(0, 0)));

        RecordHeaders headers = new RecordHeaders();
        byte[] value =
                codec.serialize("p", headers, new PredictionRecord("a", all, "m", "v", SOURCE));
        PredictionRecord read = codec.deserialize("p", value);
        byte[] topped = codec.serialize("p", new PredictionRecord("a", top, "m", "v", SOURCE));

        assertThat(value).startsWith(0, 0, 0, 0, 1);
        assertThat(HeaderNames.text(headers, "content-type")).isEqualTo(format.contentType());
        assertThat(probabilities(read)).containsExactly(0.75f, 0.25f);
        assertThat(read.source()).isEqualTo(SOURCE);
        assertThat(codec.deserialize("p", topped).prediction()).isEqualTo(top);
        assertThat(
                        new String(
                                codec.json(new ConsumerRecord<>("p", 0, 0, null, value), read),
                                UTF_8))
                .startsWith("{\"id\":\"a\"");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void shouldReadTheFeedbackThatIsWritten(ValueFormat format) {
        FeedbackCodec codec = new FeedbackCodec(in(format, "f"));
        Feedback said = new Feedback(0, Optional.of(SOURCE));

        assertThat(codec.deserialize("f", codec.serialize("f", said))).isEqualTo(said);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void shouldReadTheScoreThatIsWritten(ValueFormat format) {
        ScoreCodec codec = new ScoreCodec(in(format, "s"));
        ScoreRecord score = ScoreCodecTest.score();

        assertThat(codec.deserialize("s", codec.serialize("s", score))).isEqualTo(score);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void shouldReadImagesAndTheirLabels(ValueFormat format) {
        ValueFormats formats = in(format, "i");
        byte[] value = formats.write("i", "labeled-images", image(Map.of("label", 0)));

        var labeled = codec(formats).labeled(value, new RecordHeaders(), FORM, 10);

        assertThat(labeled.label()).isZero();
        assertThat(labeled.image().pixels()).containsExactly(0, 1, 2, -1);
    }

    @Test
    void shouldNameTheFieldThatIsMissingOrWrong() {
        ValueFormats formats = in(ValueFormat.PROTOBUF, "i");

        assertRefused(
                formats, formats.write("i", "images", Map.of("format", "raw")), "data: missing");
        assertRefused(formats, formats.write("i", "images", Map.of()), "format: missing");
        assertRefused(
                formats,
                formats.write("i", "images", image(Map.of("width", 3))),
                "data: 2x3x1 needs 6 bytes, got 4");
    }

    @Test
    void shouldReadOthersSchemasByNamesAndAliasesAndPassOverTheRest() {
        int id =
                registry.keep(
                        ValueFormat.AVRO,
                        """
                        {"type":"record","name":"Photo","namespace":"com.acme","fields":[
                          {"name":"camera","type":["null","string"]},
                          {"name":"format","type":{"type":"enum","name":"F","symbols":["RAW","PNG"]}},
                          {"name":"height","type":["null","int"]},{"name":"width","type":"long"},
                          {"name":"channels","type":"int"},
                          {"name":"pixels","aliases":["data"],"type":["null","bytes"]}]}
                        """);
        byte[] value = {0, 0, 0, 0, (byte) id, 2, 2, 'x', 0, 2, 4, 4, 2, 2, 8, 0, 1, 2, -1};

        assertThat(
                        codec(in(ValueFormat.AVRO, "i"))
                                .image(value, new RecordHeaders(), FORM)
                                .pixels())
                .containsExactly(0, 1, 2, -1);
    }

    @Test
    void shouldReadOthersProtobufByTheirOwnTagsAndByTheNameOfTheMessage() {
        int id =
                registry.keep(
                        ValueFormat.PROTOBUF,
                        """
                        syntax = "proto3";
                        package com.acme;
                        import "google/protobuf/timestamp.proto";
                        message Other { int32 a = 1; }
                        message Photo {
                          google.protobuf.Timestamp taken = 1;
                          map<string, string> tags = 2;
                          Kind format = 9;
                          enum Kind { RAW = 0; PNG = 1; }
                          oneof more { bytes data = 7; }
                          uint32 height = 4; sint32 width = 5; int64 channels = 6;
                        }
                        """);
        byte[] body = {10, 2, 8, 1, 32, 2, 40, 4, 48, 1, 58, 4, 0, 1, 2, -1};
        byte[] indexed = concat(new byte[] {0, 0, 0, 0, (byte) id, 2, 2}, body);
        byte[] named =
                concat(new byte[] {0, 0, 0, 0, (byte) id, 7, 10, 5, 'P', 'h', 'o', 't', 'o'}, body);

        ImageCodec codec = codec(in(ValueFormat.AVRO, "i"));
        for (byte[] value : List.of(indexed, named)) {
            assertThat(codec.image(value, new RecordHeaders(), FORM).pixels())
                    .containsExactly(0, 1, 2, -1);
        }
    }

    @Test
    void shouldLeavePixelsThatBeginWithAZeroPixels() {
        byte[] pixels = {0, 0, 0, 0, 1, 7};

        var image =
                codec(in(ValueFormat.AVRO, "i"))
                        .image(pixels, ImageCodec.RAW, PictureForm.of(new InputShape(2, 3, 1)));

        assertThat(image.pixels()).isEqualTo(pixels);
    }

    @Test
    void shouldSayWhatIsMissingToReadAValue() {
        byte[] value = {0, 0, 0, 0, 7, 1};

        assertRefused(ValueFormats.JSON, value, "value: 6 bytes that are no JSON");
        assertThatThrownBy(() -> codec(ValueFormats.JSON).image(value, "application/avro", FORM))
                .hasMessage("schema 7: schema-registry-url is not set");
        assertThatThrownBy(
                        () ->
                                codec(ValueFormats.JSON)
                                        .image(new byte[] {1, 2}, "application/avro", FORM))
                .hasMessage(
                        "value: content-type says application/vnd.apache.avro, but no schema's"
                                + " number is before it");
    }

    private static void assertRefused(ValueFormats formats, byte[] value, String reason) {
        assertThatThrownBy(() -> codec(formats).image(value, new RecordHeaders(), FORM))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith(reason);
    }

    private static Map<String, Object> image(Map<String, Object> more) {
        var fields =
                new java.util.HashMap<String, Object>(
                        Map.of(
                                "format", "raw",
                                "height", 2,
                                "width", 2,
                                "channels", 1,
                                "data", new byte[] {0, 1, 2, -1}));
        fields.putAll(more);
        return fields;
    }

    private static byte[] concat(byte[] head, byte[] body) {
        byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static ImageCodec codec(ValueFormats formats) {
        return new ImageCodec(
                new ImageDecoder(new ImageLimits(1 << 16, 256, 1 << 16)),
                1 << 16,
                formats,
                Fetcher.none());
    }

    private ValueFormats in(ValueFormat format, String topic) {
        return registry.formats(Map.of(topic, format));
    }
}
