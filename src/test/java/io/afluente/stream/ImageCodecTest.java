package io.afluente.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.image.BadImage;
import io.afluente.image.Image;
import io.afluente.image.ImageDecoder;
import io.afluente.image.ImageLimits;
import io.afluente.image.Ink;
import io.afluente.image.InputShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to write an image record is read, and every wrong one is told what is wrong. */
class ImageCodecTest {
    private static final InputShape SHAPE = new InputShape(2, 2, 1);
    private static final byte[] PIXELS = {0, 64, (byte) 128, (byte) 255};
    private static final String DATA = Base64.getEncoder().encodeToString(PIXELS);
    private static final int LARGEST = 10_000;

    private final ImageCodec codec = new ImageCodec(new ImageDecoder(ImageLimits.DEFAULT), LARGEST);

    @Test
    void shouldReadRawBytesAsTheyAre() {
        assertThat(codec.image(PIXELS, type(ImageCodec.RAW), SHAPE))
                .isEqualTo(new Image(SHAPE, PIXELS));
    }

    @Test
    void shouldReadRawPixelsFromJson() {
        String json =
                "{\"format\":\"raw\",\"height\":2,\"width\":2,\"channels\":1,\"data\":\"%s\"}";

        assertThat(image(json.formatted(DATA)).pixels()).isEqualTo(PIXELS);
    }

    @Test
    void shouldReadAPngAsBytesAndFromJson() throws IOException {
        byte[] png = png();

        Image fromBytes = codec.image(png, type(ImageCodec.PNG), SHAPE);
        Image fromJson =
                image(
                        "{\"format\":\"png\",\"data\":\"%s\"}"
                                .formatted(Base64.getEncoder().encodeToString(png)));

        assertThat(fromBytes.pixels()).isEqualTo(PIXELS);
        assertThat(fromJson).isEqualTo(fromBytes);
    }

    @Test
    void shouldScaleAndConvertToTheModelsShape() {
        String json =
                "{\"format\":\"raw\",\"height\":1,\"width\":1,\"channels\":3,\"data\":\"/wAA\"}";

        assertThat(image(json).shape()).isEqualTo(SHAPE);
    }

    @ParameterizedTest
    @CsvSource({"light-on-dark, false", "dark-on-light, true", "auto, true"})
    void shouldReadWritingAsItsHeaderSays(String ink, boolean turned) {
        byte[] paperWithADot = new byte[9];
        Arrays.fill(paperWithADot, (byte) 255);
        paperWithADot[4] = 0;
        InputShape shape = new InputShape(3, 3, 1);
        RecordHeaders headers = type(ImageCodec.RAW);
        HeaderNames.put(headers, HeaderNames.INK, ink);
        HeaderNames.put(headers, HeaderNames.LABEL, 0);

        Image image = codec.image(paperWithADot, headers, shape);

        assertThat(image.pixels()[4]).isEqualTo((byte) (turned ? 255 : 0));
        assertThat(image.pixels()[0]).isEqualTo((byte) (turned ? 0 : 255));
        assertThat(codec.labeled(paperWithADot, headers, shape, 10).image()).isEqualTo(image);
    }

    @Test
    void shouldTurnLabelledJsonToo() {
        RecordHeaders headers = none();
        HeaderNames.put(headers, HeaderNames.INK, "dark-on-light");

        assertThat(codec.labeled(labeled(3), headers, SHAPE, 10).image())
                .isEqualTo(Ink.negative(codec.labeled(labeled(3), none(), SHAPE, 10).image()));
    }

    @Test
    void shouldRefuseInkThatItDoesNotKnow() {
        RecordHeaders headers = type(ImageCodec.RAW);
        HeaderNames.put(headers, HeaderNames.INK, "invisible");

        assertRefused(
                () -> codec.image(PIXELS, headers, SHAPE),
                "ink: one of light-on-dark, dark-on-light, auto");
    }

    @Test
    void shouldTakeTheLabelFromTheHeaderOrTheJson() {
        RecordHeaders headers = type(ImageCodec.RAW);
        HeaderNames.put(headers, HeaderNames.LABEL, 7);

        assertThat(codec.labeled(PIXELS, headers, SHAPE, 10).label()).isEqualTo(7);
        assertThat(codec.labeled(labeled(3), new RecordHeaders(), SHAPE, 10).label()).isEqualTo(3);
    }

    @Test
    void shouldRefuseLabelsThatDisagreeAreMissingOrOutOfRange() {
        RecordHeaders seven = new RecordHeaders();
        HeaderNames.put(seven, HeaderNames.LABEL, 7);

        assertRefused(() -> codec.labeled(labeled(3), seven, SHAPE, 10), "the header says 7");
        assertRefused(() -> codec.labeled(labeled(10), none(), SHAPE, 10), "from 0 to 9, not 10");
        assertRefused(
                () -> codec.labeled(PIXELS, type(ImageCodec.RAW), SHAPE, 10), "label: missing");
        assertRefused(() -> codec.labeled(labeled(-1), none(), SHAPE, 10), "from 0 to 9, not -1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json | broken JSON: not is no JSON, near byte 0: not json",
                "[1] | must be a JSON object, as in {\"format\": \"png\", \"data\": \"iVBORw0KGgo...\"}, got a list",
                "{} | format: missing",
                "{\"format\":\"raw\"} | data: missing",
                "{\"format\":7,\"data\":\"\"} | format: must be text",
                "{\"format\":\"gif\",\"data\":\"\"} | one of raw, png, jpeg",
                "{\"format\":\"raw\",\"data\":\"AAAA\"} | all three are needed",
                "{\"format\":\"raw\",\"height\":2,\"width\":2,\"channels\":2,\"data\":\"\"} | channels: 1 or 3",
                "{\"format\":\"raw\",\"height\":2,\"width\":2,\"channels\":1,\"data\":\"AAAA\"} | needs 4 bytes, got 3",
                "{\"format\":\"raw\",\"height\":-2,\"width\":2,\"channels\":1,\"data\":\"AAAA\"} | height: must be from 1",
                "{\"format\":\"raw\",\"height\":99999999999,\"width\":2,\"channels\":1,\"data\":\"\"} | height: must be from 1",
                "{\"format\":\"raw\",\"height\":50000,\"width\":50000,\"channels\":1,\"data\":\"AA==\"} | needs 2,500,000,000 bytes",
                "{\"format\":\"png\",\"data\":\"%%%\"} | not base64",
                "{\"format\":\"png\",\"data\":\"AAAA\"} | PNG",
                "{\"format\":\"png\",\"data\":\"AAAA\" | broken JSON: it ends too early, after 29 bytes",
                "{\"format\":\"png\",\"data\":\"AAAA\"} x | value:",
                "{\"a\":[[[[[[[[[[[[1]]]]]]]]]]]]} | broken JSON: more than 8 objects or lists in each other",
            })
    void shouldSayWhatIsWrongWithJson(String json, String reason) {
        assertRefused(() -> image(json), reason);
    }

    @Test
    void shouldRefuseEmptyAndOversizedValuesAndUnknownTypes() {
        assertRefused(() -> codec.image(null, none(), SHAPE), "value: empty");
        assertRefused(() -> codec.image(new byte[0], none(), SHAPE), "value: empty");
        assertRefused(
                () -> codec.image(new byte[LARGEST + 1], none(), SHAPE), "more than the 10,000");
        assertRefused(() -> codec.image(PIXELS, type("text/html"), SHAPE), "content-type: one of");
        assertRefused(
                () -> codec.image(new byte[3], type(ImageCodec.RAW), SHAPE),
                "needs 4 bytes, got 3");
    }

    private Image image(String json) {
        return codec.image(json.getBytes(UTF_8), none(), SHAPE);
    }

    private static byte[] labeled(int label) {
        return "{\"format\":\"raw\",\"height\":2,\"width\":2,\"channels\":1,\"data\":\"%s\",\"label\":%d}"
                .formatted(DATA, label)
                .getBytes(UTF_8);
    }

    private static RecordHeaders none() {
        return new RecordHeaders();
    }

    private static RecordHeaders type(String contentType) {
        RecordHeaders headers = new RecordHeaders();
        HeaderNames.put(headers, HeaderNames.CONTENT_TYPE, contentType);
        return headers;
    }

    private static byte[] png() throws IOException {
        BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, 2, 2, PIXELS);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String reason) {
        assertThatThrownBy(reading).isInstanceOf(BadImage.class).hasMessageContaining(reason);
    }
}
