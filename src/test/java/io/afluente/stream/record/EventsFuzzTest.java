package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.afluente.Refusal;
import io.afluente.image.BadImageException;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.provider.MethodSource;

/** CloudEvents that any client may have written, in structured and in binary mode. */
class EventsFuzzTest {
    private static final PictureForm FORM = PictureForm.of(new InputShape(4, 4, 1));
    private static final String EVENTS = "application/cloudevents+json";
    private static final String ENVELOPE =
            "\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/s\",\"type\":\"t\"";
    private static final ImageCodec CODEC =
            new ImageCodec(new ImageDecoder(new ImageLimits(1 << 16, 256, 1 << 16)), 1 << 16);
    private static final FeedbackCodec FEEDBACK = new FeedbackCodec();
    private static final PredictionCodec PREDICTIONS = new PredictionCodec();

    @MethodSource("events")
    @FuzzTest(maxDuration = "10m")
    void structured(byte[] value) {
        Headers headers = new RecordHeaders();
        HeaderNames.put(headers, HeaderNames.CONTENT_TYPE, EVENTS);
        read(value, headers);
    }

    /** Attributes in headers, and content types of all kinds. */
    @FuzzTest(maxDuration = "10m")
    void binary(FuzzedDataProvider data) {
        Headers headers = new RecordHeaders();
        for (String name : List.of("content-type", "ce_datacontenttype", "ce_id", "label", "ink")) {
            switch (data.consumeInt(0, 3)) {
                case 1 -> headers.add(name, data.consumeBytes(40));
                case 2 -> HeaderNames.put(headers, name, data.pickValue(TYPES));
                case 3 -> headers.add(name, null);
                default -> {}
            }
        }
        read(data.consumeRemainingAsBytes(), headers);
    }

    private static final String[] TYPES = {
        EVENTS,
        "application/cloudevents+json; charset=utf-8",
        "application/cloudevents-batch+json",
        "application/cloudevents+avro",
        "application/json",
        "application/octet-stream",
        "image/png",
        "application/vnd.apache.avro"
    };

    private static void read(byte[] value, Headers headers) {
        Refusal.orRead(
                BadImageException.class,
                () ->
                        assertThat(CODEC.image(value, headers, FORM).shape())
                                .isEqualTo(new InputShape(4, 4, 1)));
        Refusal.orRead(
                BadImageException.class,
                () -> assertThat(CODEC.labeled(value, headers, FORM, 10).label()).isBetween(0, 9));
        Refusal.orRead(
                BadRecordException.class, () -> FEEDBACK.deserialize("feedback", headers, value));
        Refusal.orRead(
                SerializationException.class,
                () -> PREDICTIONS.deserialize("predictions", headers, value));
    }

    static Stream<byte[]> events() {
        return Stream.of(
                        ",\"data\":{\"label\":7}",
                        ",\"data\":\"{\\\"label\\\":7}\",\"tenant\":{\"a\":[1,null]}",
                        ",\"datacontenttype\":\"image/png\",\"data_base64\":\"iVBORw0KGgo=\"",
                        ",\"datacontenttype\":\"application/octet-stream\",\"data_base64\":\"AAECAwQFBgcICQoLDA0ODw==\"",
                        ",\"data\":{\"format\":\"raw\",\"height\":1,\"width\":1,\"channels\":1,\"data\":\"AQ==\",\"label\":3}",
                        ",\"data\":null,\"data\":1")
                .map(data -> ("{" + ENVELOPE + data + "}").getBytes(UTF_8));
    }
}
