package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.PngEncoder;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.model.Prediction;
import io.afluente.stream.event.EventHeaders;
import io.afluente.stream.event.EventMode;
import io.afluente.stream.format.TestRegistry;
import io.afluente.stream.format.ValueFormat;
import io.afluente.stream.format.ValueFormats;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that come in the envelope of CloudEvents. */
class EventRecordsTest {
    private static final InputShape SHAPE = new InputShape(2, 2, 1);
    private static final PictureForm FORM = PictureForm.of(SHAPE);
    private static final Image IMAGE = new Image(SHAPE, new byte[] {9, -1, -2, 1});
    private static final byte[] PNG = PngEncoder.encode(IMAGE);
    private static final String BASE64 = Base64.getEncoder().encodeToString(PNG);
    private static final String ENVELOPE =
            "'specversion':'1.0','id':'a','source':'/camera/1','type':'picture.taken'";
    private static final String EVENTS = "application/cloudevents+json; charset=UTF-8";
    private static final int LABELS = 10;

    private final ImageCodec codec = new ImageCodec(new ImageDecoder(ImageLimits.DEFAULT), 10_000);
    private final FeedbackCodec feedback = new FeedbackCodec();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'datacontenttype':'image/png','data_base64':'%s'",
                "'data_base64':'%s','data':null",
                "'data':{'format':'png','data':'%s','more':[1,{'a':2.5}]}",
                "'datacontenttype':'Application/JSON; charset=utf-8','data':{'format':'png','data':'%s'}",
                "'tenant':'x','data':'{\\'format\\':\\'png\\',\\'data\\':\\'%s\\'}'",
            })
    void shouldReadThePictureOfAStructuredEvent(String data) {
        assertThat(image(ENVELOPE + "," + data.formatted(BASE64))).isEqualTo(IMAGE);
    }

    @Test
    void shouldReadThePixelsOfAStructuredEvent() {
        String data = ",'datacontenttype':'application/octet-stream','data_base64':'%s'";
        String pixels = Base64.getEncoder().encodeToString(IMAGE.pixels());

        assertThat(image(ENVELOPE + data.formatted(pixels))).isEqualTo(IMAGE);
    }

    @Test
    void shouldReadThePictureOfABinaryEvent() {
        RecordHeaders headers = headers("image/png");
        HeaderNames.put(headers, "ce_specversion", "1.0");
        HeaderNames.put(headers, "ce_id", "a");
        HeaderNames.put(headers, "ce_source", "/camera/1");
        HeaderNames.put(headers, "ce_type", "picture.taken");

        assertThat(codec.image(PNG, headers, FORM)).isEqualTo(IMAGE);
    }

    @Test
    void shouldReadALabelledPictureWithItsLabelInTheDataOrBesideTheEvent() {
        byte[] inData = event(ENVELOPE + ",'data':{'format':'png','label':7,'data':'%s'}");
        byte[] file = event(ENVELOPE + ",'data_base64':'%s'");
        RecordHeaders beside = headers(EVENTS);
        HeaderNames.put(beside, HeaderNames.LABEL, 3);

        assertThat(codec.labeled(inData, headers(EVENTS), FORM, LABELS).label()).isEqualTo(7);
        assertThat(codec.labeled(file, beside, FORM, LABELS).label()).isEqualTo(3);
        assertThat(codec.labeled(file, beside, FORM, LABELS).image()).isEqualTo(IMAGE);
    }

    @Test
    void shouldReadTheLabelOfAnEvent() {
        byte[] event =
                event(
                        ENVELOPE
                                + ",'data':{'label':7,'source':{'topic':'images','partition':3,"
                                + "'offset':9007199254740993}}");

        assertThat(feedback.deserialize("feedback", headers(EVENTS), event))
                .isEqualTo(
                        new Feedback(
                                7,
                                Optional.of(
                                        new RecordPosition("images", 3, 9_007_199_254_740_993L))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'id':'a','source':'/s','type':'t','data':{}|specversion: missing",
                "'specversion':'1.0','source':'/s','type':'t','data':{}|id: missing",
                "'specversion':'1.0','id':'','source':'/s','type':'t','data':{}|id: missing",
                "'specversion':'1.0','id':'a','source':null,'type':'t','data':{}|source: missing",
                "'specversion':'1.0','id':'a','source':'/s','data':{}|type: missing",
                "'specversion':'1.0','id':5,'source':'/s','type':'t','data':{}|id: must be text",
                "'specversion':'0.3','id':'a','source':'/s','type':'t','data':{}|specversion: must be 1.0, not \"0.3\"",
                "'id':'b',ENVELOPE,'data':{}|id: said twice",
                "ENVELOPE,'data':{},'data_base64':'AAAA'|data, data_base64: only one",
                "ENVELOPE|data: missing; data or data_base64",
                "ENVELOPE,'data_base64':'?'|data_base64: no base64",
                "ENVELOPE,'datacontenttype':'image/png','data':'AAAA'|data: image/png comes in data_base64",
                "ENVELOPE,'data':{}}{|value: something follows the CloudEvent",
                "ENVELOPE,'data':{|value: no JSON, as a CloudEvent must be",
            })
    void shouldNameTheAttributeThatIsWrong(String fields, String reason) {
        byte[] event = event(fields.replace("ENVELOPE", ENVELOPE));

        assertThatThrownBy(() -> codec.image(event, headers(EVENTS), FORM))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith(reason);
        assertThatThrownBy(() -> feedback.deserialize("feedback", headers(EVENTS), event))
                .isInstanceOf(BadRecordException.class)
                .hasMessageStartingWith(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "application/cloudevents-batch+json, content-type: batches of CloudEvents are not read",
        "application/cloudevents+avro, content-type: of structured CloudEvents",
    })
    void shouldRefuseOtherKindsOfEvents(String contentType, String reason) {
        assertThatThrownBy(() -> codec.image("[]".getBytes(UTF_8), headers(contentType), FORM))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith(reason);
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadPredictionsFromTheEnvelopeThatTheyAreWrittenIn(ValueFormat format) {
        try (TestRegistry registry = new TestRegistry()) {
            ValueFormats formats = registry.formats(Map.of("p", format));
            PredictionCodec codec = new PredictionCodec(formats, EventMode.STRUCTURED);
            RecordPosition source = new RecordPosition("images", 3, 12);
            Prediction prediction = new Prediction(new float[] {0.25f, 0.75f});
            RecordHeaders headers = new RecordHeaders();
            HeaderNames.put(headers, "ce_tenant", "mine");
            HeaderNames.put(headers, "slice-size", 1);
            new EventHeaders(EventMode.STRUCTURED, "classify", EventHeaders.PREDICTION)
                    .put(headers, "mnist", source, "a", 0);

            byte[] event =
                    codec.serialize(
                            "p",
                            headers,
                            new PredictionRecord("a", prediction, "mnist", "v1", source));

            ConsumerRecord<byte[], byte[]> record = record("p", headers, event);
            assertThat(headers.toArray())
                    .extracting(Header::key)
                    .containsExactly("slice-size", "content-type");
            assertThat(new String(event, UTF_8))
                    .startsWith("{\"tenant\":\"mine\",\"specversion\":\"1.0\"");
            assertThat(codec.read(record).source()).isEqualTo(source);
            assertThat(new String(codec.json(record, codec.read(record)), UTF_8))
                    .startsWith("{\"id\":\"a\"");
            assertThat(codec.deserialize("p", codec.bare("p", headers, event)).id()).isEqualTo("a");
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, Headers headers, byte[] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                value,
                headers,
                Optional.empty());
    }

    @Test
    void shouldRefuseCharactersThatAreNone() {
        byte[] noUtf32 = {0, 0, 0, '{', 'p', 'r', '"', 0};

        assertThatThrownBy(() -> codec.image(noUtf32, headers(EVENTS), FORM))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith("value: no JSON, as a CloudEvent must be");
    }

    @Test
    void shouldLookIntoNoEventThatIsTooLarge() {
        byte[] event = event(ENVELOPE + ",'data':'" + "x".repeat(10_000) + "'");

        assertThatThrownBy(() -> codec.image(event, headers(EVENTS), FORM))
                .isInstanceOf(BadImageException.class)
                .hasMessageEndingWith("bytes are more than the 10,000 allowed");
    }

    private Image image(String fields) {
        return codec.image(event(fields), headers(EVENTS), FORM);
    }

    private static byte[] event(String fields) {
        String json = "{" + fields.replace("%s", BASE64) + "}";
        return json.replace("\\'", "\\\"").replace('\'', '"').getBytes(UTF_8);
    }

    private static RecordHeaders headers(String contentType) {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, HeaderNames.CONTENT_TYPE, contentType);
        return headers;
    }
}
