package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.PngEncoder;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.model.Prediction;
import io.afluente.stream.event.EventHeaders;
import io.afluente.stream.event.EventMode;
import io.afluente.stream.format.ValueFormats;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.cloudevents.kafka.CloudEventSerializer;
import java.io.IOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Java SDK of CloudEvents and this service understand each other. */
class CloudEventsSdkTest {
    private static final InputShape SHAPE = new InputShape(2, 2, 1);
    private static final Image IMAGE = new Image(SHAPE, new byte[] {9, -1, -2, 1});
    private static final byte[] PNG = PngEncoder.encode(IMAGE);
    private static final PictureForm FORM = PictureForm.of(SHAPE);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ImageCodec codec = new ImageCodec(new ImageDecoder(ImageLimits.DEFAULT), 10_000);

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "STRUCTURED"})
    void shouldReadPicturesThatTheSdkSends(Encoding encoding) {
        String json =
                "{\"format\":\"png\",\"data\":\"%s\",\"label\":7}"
                        .formatted(Base64.getEncoder().encodeToString(PNG));
        RecordHeaders ofFile = new RecordHeaders();
        byte[] file = sent(encoding, ofFile, "image/png", PNG);
        RecordHeaders ofFields = new RecordHeaders();
        byte[] fields = sent(encoding, ofFields, "application/json", json.getBytes(UTF_8));

        assertThat(codec.image(file, ofFile, FORM)).isEqualTo(IMAGE);
        assertThat(codec.image(fields, ofFields, FORM)).isEqualTo(IMAGE);
        assertThat(codec.labeled(fields, ofFields, FORM, 10).label()).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "STRUCTURED"})
    void shouldReadFeedbackThatTheSdkSends(Encoding encoding) {
        RecordHeaders headers = new RecordHeaders();
        byte[] value = sent(encoding, headers, "application/json", "{\"label\":7}".getBytes(UTF_8));

        assertThat(new FeedbackCodec().deserialize("feedback", headers, value))
                .isEqualTo(new Feedback(7, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(value = EventMode.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldWritePredictionsThatTheSdkReads(EventMode mode) throws IOException {
        RecordPosition source = new RecordPosition("images", 3, 12);
        PredictionRecord answer =
                new PredictionRecord(
                        "zwölf", new Prediction(new float[] {0.25f, 0.75f}), "mnist", "v1", source);
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, "ce_tenant", "zwölf");
        new EventHeaders(mode, "classify", EventHeaders.PREDICTION)
                .put(headers, "mnist", source, answer.id(), 1_764_331_200_123L);
        byte[] value =
                new PredictionCodec(ValueFormats.JSON, mode)
                        .serialize("predictions", headers, answer);

        CloudEvent event;
        try (CloudEventDeserializer sdk = new CloudEventDeserializer()) {
            event = sdk.deserialize("predictions", headers, value);
        }

        assertThat(event.getId()).isEqualTo("images-3-12");
        assertThat(event.getSource()).isEqualTo(URI.create("/afluente/classify/mnist"));
        assertThat(event.getType()).isEqualTo("io.afluente.prediction.v1");
        assertThat(event.getSubject()).isEqualTo("zwölf");
        assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2025-11-28T12:00:00.123Z"));
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getExtension("tenant")).isEqualTo("zwölf");
        byte[] json = new PredictionCodec().serialize("predictions", answer);
        assertThat(JSON.readTree(event.getData().toBytes())).isEqualTo(JSON.readTree(json));
    }

    private static byte[] sent(
            Encoding encoding, RecordHeaders headers, String contentType, byte[] data) {
        CloudEvent event =
                CloudEventBuilder.v1()
                        .withId("one")
                        .withSource(URI.create("/camera/1"))
                        .withType("picture.taken")
                        .withExtension("tenant", "mine")
                        .withData(contentType, data)
                        .build();
        try (CloudEventSerializer sdk = new CloudEventSerializer()) {
            Map<String, Object> config =
                    encoding == Encoding.BINARY
                            ? Map.of(CloudEventSerializer.ENCODING_CONFIG, encoding)
                            : Map.of(
                                    CloudEventSerializer.ENCODING_CONFIG,
                                    encoding,
                                    CloudEventSerializer.EVENT_FORMAT_CONFIG,
                                    JsonFormat.CONTENT_TYPE);
            sdk.configure(config, false);
            return sdk.serialize("images", headers, event);
        }
    }
}
