package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other stacks write is read as it is meant, or refused in words that help its sender. */
class ForeignRecordsTest {
    private static final InputShape SHAPE = new InputShape(2, 2, 1);
    private static final byte[] PIXELS = {(byte) 0xfb, (byte) 0xff, (byte) 0xfe, 1};
    private static final Image IMAGE = new Image(SHAPE, PIXELS);
    private static final byte[] PNG = PngEncoder.encode(IMAGE);
    private static final String BASE64 = Base64.getEncoder().encodeToString(PNG);
    private static final int LABELS = 10;

    private final ImageCodec codec = new ImageCodec(new ImageDecoder(ImageLimits.DEFAULT), 10_000);

    @Test
    void shouldTellAPictureWithoutATypeByItsFirstBytes() {
        assertThat(codec.image(PNG, new RecordHeaders(), PictureForm.of(SHAPE))).isEqualTo(IMAGE);
        assertThat(codec.labeled(PNG, header("label", "7"), PictureForm.of(SHAPE), LABELS).image())
                .isEqualTo(IMAGE);
        assertRefused("picture: JPEG", new byte[] {-1, (byte) 0xd8, -1, (byte) 0xe0, 0, 16});
    }

    @Test
    void shouldAskForTheTypeOfBytesThatAreNoJson() {
        assertRefused("value: 784 bytes that are no JSON; is content-type missing?", new byte[784]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'format':'raw','height':'2','width':' 2 ','channels':'1','data':'+//+AQ=='}",
                "{'format':'raw','height':2.0,'width':2.,'channels':1.000,'data':'+//+AQ=='}",
                "{'format':'RAW','height':2,'width':2,'channels':1,'data':'-__-AQ'}",
                "{'format':' raw ','height':2,'width':2,'channels':1,'data':'+//+\\r\\nAQ==\\n'}",
                "{'format':'raw','height':2,'width':2,'channels':1,'data':'+//+AQ','label':null}",
                "{'format':'raw','height':2,'width':2,'channels':1,'data':'+//+AQ','data':'-__-AQ'}",
            })
    void shouldReadPixels(String json) {
        assertThat(read(json.replace("2.,", "2.0,"))).isEqualTo(IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "PNG", "image/png", "jpg", "JPEG", "jpeg", "image/jpg"})
    void shouldReadAPictureByAnyNameOfItsFormat(String format) {
        assertThat(read("{'format':'%s','data':'%s'}".formatted(format, BASE64))).isEqualTo(IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "'0'", "-1"})
    void shouldPassOverSizesThatAPictureFileDoesNotNeed(String size) {
        assertThat(
                        read(
                                "{'format':'png','height':%s,'width':null,'data':'%s'}"
                                        .formatted(size, BASE64)))
                .isEqualTo(IMAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"data:image/png;base64,", "DATA:;base64,", "data:image/png;x=y;base64,"})
    void shouldReadADataUrl(String start) {
        assertThat(read("{'format':'png','data':'%s%s'}".formatted(start, BASE64)))
                .isEqualTo(IMAGE);
    }

    @Test
    void shouldReadAnyUnicodeThatJsonMayBeIn() {
        String json = "{\"format\":\"png\",\"data\":\"%s\"}".formatted(BASE64);

        assertThat(
                        codec.image(
                                ("\ufeff" + json).getBytes(UTF_8),
                                new RecordHeaders(),
                                PictureForm.of(SHAPE)))
                .isEqualTo(
                        codec.image(
                                json.getBytes(UTF_16LE),
                                new RecordHeaders(),
                                PictureForm.of(SHAPE)))
                .isEqualTo(
                        codec.image(
                                json.getBytes(UTF_16BE),
                                new RecordHeaders(),
                                PictureForm.of(SHAPE)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'format':'raw','height':NaN} | value: broken JSON: NaN is no JSON, near byte 28",
                "{'format':None} | value: broken JSON: None is no JSON, near byte 10",
                "{'format' 'raw'} | value: broken JSON, near byte 10: rmat\" \"raw\"}",
                "{'format':'png','data':[[1,2],[3,4]]} | data: must be base64 of the bytes, not a list of numbers",
                "{'format':'png','data':7} | data: must be text, got 7",
                "{'format':'png','data':'data:image/png,abc'} | data: a data URL must be in base64",
                "{'format':'png','data':'ab:c'} | data: not base64: ':' is its character 3",
                "{'format':'png','data':'abcde'} | data: not base64: its 5 characters don't end with a whole byte",
                "{'format':'png','data':null} | data: missing",
                "{'format':'heic','data':''} | format: one of raw, png, jpeg, webp, gif, bmp, tiff, not \"heic\"",
                "{'format':'json','data':''} | format: one of raw, png, jpeg, webp, gif, bmp, tiff, not \"json\"",
                "{'format':{},'data':''} | format: must be text, got an object",
                "{'format':'raw','height':2.5} | height: must be a whole number, got 2.5",
                "{'format':'raw','height':true} | height: must be a whole number, got true",
                "{'format':'raw','height':'two'} | height: must be a whole number, got \"two\"",
                "{'format':'raw','height':[2]} | height: must be a whole number, got a list",
                "{'format':'raw','height':3,'width':2,'height':2} | height: said twice, and differently",
                "{'format':'raw','height':2,'width':65536,'channels':1,'data':''} | width: must be from 1 to 65,535, not 65536",
                "{'format':'raw','height':2,'width':2,'channels':1,'data':'','label':3,'label':7} | label: said twice, and differently",
                "`'{}'` | value: must be a JSON object, as in",
            })
    void shouldSayInWordsWhatIsWrong(String json, String reason) {
        assertRefused(reason, json.replace('\'', '"').getBytes(UTF_8));
    }

    @Test
    void shouldNameWhatStandsBeforeJsonOrInsteadOfIt() throws IOException {
        assertRefused(
                "value: begins with a schema registry's five bytes (schema 100001)", wire(100_001));
        assertRefused("value: begins with a schema registry's five bytes (schema 1)", wire(1));
        assertRefused("value: this is gzip, not JSON", gzip("{}"));
        assertRefused("value: this is PDF, not JSON", "%PDF-1.4....".getBytes(ISO_8859_1));
        assertThatThrownBy(
                        () ->
                                codec.image(
                                        PNG,
                                        header("content-type", "text/json"),
                                        PictureForm.of(SHAPE)))
                .hasMessage("value: this is PNG, not JSON");
    }

    @Test
    void shouldRefuseWhiteSpaceAlone() {
        String reason = "value: must be a JSON object, as in";
        for (String value : List.of(" ", "\n", "\t \r\n", "\u0000 ")) {
            assertThatThrownBy(
                            () ->
                                    codec.image(
                                            value.getBytes(UTF_8),
                                            header("content-type", "application/json"),
                                            PictureForm.of(SHAPE)))
                    .isInstanceOf(BadImageException.class)
                    .hasMessageStartingWith("value: ");
        }
        assertRefused(reason, " ".getBytes(UTF_8));
    }

    /** No reason may speak of the parser's options, classes or tokens. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\\q\"}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{a:1}",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":-Infinity}",
                "{\"a\":1} x",
                "{\"a\":1}\u0000",
                "{\"\\ud800\":1.}",
                "/**/{}",
                "{\"a\":\u00ff",
                "{",
                "\"",
                "nul",
                "\u0000{\u0000",
                "{\u0000\u0000\u0000\"\u0000\u0000\u0000",
                "\u0000\u0000\u0000{\u00ff\u00ff\u00ff\u00ff",
                "{\u0000x\u0000"
            })
    void shouldKeepTheParsersLanguageToItself(String bytes) {
        assertThatThrownBy(
                        () ->
                                codec.image(
                                        bytes.getBytes(ISO_8859_1),
                                        new RecordHeaders(),
                                        PictureForm.of(SHAPE)))
                .isInstanceOf(BadImageException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("value: ")
                .doesNotContainPattern(
                        "[A-Z]{2,}_|CTRL-CHAR|Feature|UTF-32|Source|token|REDACTED|Exception|0x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"` 7 `", "`7\n`", "\"7\"", "7.0", "07"})
    void shouldReadALabelHoweverItIsWritten(String label) {
        assertThat(
                        codec.labeled(PNG, header("label", label), PictureForm.of(SHAPE), LABELS)
                                .label())
                .isEqualTo(7);
    }

    @Test
    void shouldSayWhatIsWrongWithALabel() {
        RecordHeaders number = new RecordHeaders();
        number.add("label", new byte[] {0, 0, 0, 7});
        RecordHeaders twice = header("label", "3");
        HeaderNames.put(twice, "label", "7");

        assertLabel("label: 4 bytes that are no digits", number);
        assertLabel("label: there are two headers, \"3\" and \"7\"", twice);
        assertLabel("label: must be a whole number, not \"seven\"", header("label", "seven"));
        assertLabel("label: from 0 to 9, not -1", header("label", "-1"));
        assertLabel("label: from 0 to 9, not 1099511627776", header("label", "1099511627776"));
        assertLabel("label: missing", header("label", " "));
    }

    @Test
    void shouldReadALabelThatIsSaidTwiceTheSame() {
        RecordHeaders twice = header("label", "7");
        HeaderNames.put(twice, "label", " 7 ");

        assertThat(codec.labeled(PNG, twice, PictureForm.of(SHAPE), LABELS).label()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"AUTO", "`auto `", "Dark-On-Light", "\"auto\"", "``"})
    void shouldReadInkInAnyCase(String ink) {
        byte[] stroke = PngEncoder.encode(stroke());

        assertThat(codec.image(stroke, header("ink", ink), PictureForm.of(SHAPE)).shape())
                .isEqualTo(SHAPE);
    }

    @Test
    void shouldReadAnOrderInAnyCase() {
        LogEntryReader reader = new LogEntryReader(codec, PictureForm.of(SHAPE), "mnist");

        assertThat(reader.read(3, null, null, header("control", " Checkpoint "), LABELS))
                .isEqualTo(reader.read(3, null, null, header("control", "checkpoint"), LABELS));
    }

    private Image read(String json) {
        return codec.image(
                json.replace('\'', '"').getBytes(UTF_8),
                header("content-type", "application/json; charset=utf-8"),
                PictureForm.of(SHAPE));
    }

    private void assertRefused(String reason, byte[] value) {
        assertThatThrownBy(() -> codec.image(value, new RecordHeaders(), PictureForm.of(SHAPE)))
                .isInstanceOf(BadImageException.class)
                .hasMessageStartingWith(reason);
    }

    private void assertLabel(String reason, RecordHeaders headers) {
        assertThatThrownBy(() -> codec.labeled(PNG, headers, PictureForm.of(SHAPE), LABELS))
                .isInstanceOf(BadImageException.class)
                .hasMessage(reason);
    }

    private static RecordHeaders header(String name, String value) {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, name, value);
        return headers;
    }

    /** A sheet with an upright stroke, dark on light. */
    private static Image stroke() {
        byte[] pixels = new byte[56 * 56];
        for (int i = 0; i < pixels.length; i++) {
            boolean ink = i / 56 >= 12 && i / 56 < 44 && i % 56 >= 26 && i % 56 < 31;
            pixels[i] = (byte) (ink ? 20 : 235);
        }
        return new Image(new InputShape(56, 56, 1), pixels);
    }

    private static byte[] wire(int schema) {
        byte[] json = "{\"format\":\"png\"}".getBytes(UTF_8);
        return ByteBuffer.allocate(5 + json.length).put((byte) 0).putInt(schema).put(json).array();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
