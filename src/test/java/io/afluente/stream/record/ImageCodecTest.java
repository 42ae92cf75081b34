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
import io.afluente.image.decode.ImageFormat;
import io.afluente.image.decode.ImageLimits;
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
    private static final int MAX_BYTES = 10_000;

    private final ImageCodec codec =
            new ImageCodec(new ImageDecoder(ImageLimits.DEFAULT), MAX_BYTES);

    private final ImageCodec large = new ImageCodec(new ImageDecoder(ImageLimits.DEFAULT), 1 << 20);

    @Test
    void shouldReadRawBytesAsTheyAre() {
        assertThat(codec.image(PIXELS, type(ImageCodec.RAW), PictureForm.of(SHAPE)))
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

        Image fromBytes =
                codec.image(png, type(ImageFormat.PNG.contentType()), PictureForm.of(SHAPE));
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
    @CsvSource({"auto, true", "auto, false", "dark-on-light, true", "light-on-dark, false"})
    void shouldFindWritingInEveryKindOfRecord(String ink, boolean darkOnLight) {
        InputShape shape = new InputShape(28, 28, 1);
        Image sheet = bar(darkOnLight ? 230 : 20, darkOnLight ? 40 : 200);
        byte[] png = PngEncoder.encode(sheet);
        RecordHeaders headers = type(ImageFormat.PNG.contentType());
        HeaderNames.put(headers, HeaderNames.INK, ink);
        HeaderNames.put(headers, HeaderNames.LABEL, 1);
        RecordHeaders inJson = none();
        HeaderNames.put(inJson, HeaderNames.INK, ink);
        String base64 = Base64.getEncoder().encodeToString(png);
        byte[] file =
                ("{\"format\":\"png\",\"data\":\"" + base64 + "\",\"label\":1}").getBytes(UTF_8);
        String pixels = Base64.getEncoder().encodeToString(sheet.pixels());
        byte[] raw =
                ("{\"format\":\"raw\",\"height\":90,\"width\":120,\"channels\":1,\"data\":\""
                                + pixels
                                + "\"}")
                        .getBytes(UTF_8);

        ReadPicture read = large.open(png, headers).read(PictureForm.of(shape));

        assertThat(read.ink()).isEqualTo(darkOnLight ? "dark-on-light" : "light-on-dark");
        assertThat(read.image().pixels()[14 * 28 + 14]).as("in the middle").isEqualTo((byte) 255);
        assertThat(read.image().pixels()[0]).isZero();
        assertThat(large.image(png, ImageFormat.PNG.contentType(), ink, PictureForm.of(shape)))
                .isEqualTo(read.image());
        assertThat(large.image(file, inJson, PictureForm.of(shape))).isEqualTo(read.image());
        assertThat(large.image(raw, inJson, PictureForm.of(shape))).isEqualTo(read.image());
        assertThat(large.labeled(png, headers, PictureForm.of(shape), 10).image())
                .isEqualTo(read.image());
        assertThat(large.labeled(file, inJson, PictureForm.of(shape), 10).image())
                .isEqualTo(read.image());
    }

    @Test
    void shouldRefuseASheetWithoutInkOnlyWhereWritingIsSaidToBe() {
        byte[] png = PngEncoder.encode(bar(255, 255));
        RecordHeaders headers = type(ImageFormat.PNG.contentType());
        InputShape shape = new InputShape(28, 28, 1);

        assertThat(large.open(png, headers).read(PictureForm.of(shape)).ink()).isNull();
        HeaderNames.put(headers, HeaderNames.INK, "auto");
        assertRefused(
                () -> large.open(png, headers).read(PictureForm.of(shape)),
                "ink: no ink to be seen");
        HeaderNames.put(headers, HeaderNames.LABEL, 1);
        assertRefused(
                () -> large.labeled(png, headers, PictureForm.of(shape), 10),
                "ink: no ink to be seen");
    }

    /** An upright bar near the upper left corner of a sheet. */
    private static Image bar(int paper, int ink) {
        byte[] pixels = new byte[90 * 120];
        Arrays.fill(pixels, (byte) paper);
        for (int y = 8; y < 48; y++) {
            Arrays.fill(pixels, y * 120 + 12, y * 120 + 20, (byte) ink);
        }
        return new Image(new InputShape(90, 120, 1), pixels);
    }

    @Test
    void shouldRefuseInkThatItDoesNotKnow() {
        RecordHeaders headers = type(ImageCodec.RAW);
        HeaderNames.put(headers, HeaderNames.INK, "invisible");

        assertRefused(
                () -> codec.image(PIXELS, headers, PictureForm.of(SHAPE)),
                "ink: one of light-on-dark, dark-on-light, auto");
    }

    @Test
    void shouldTakeTheLabelFromTheHeaderOrTheJson() {
        RecordHeaders headers = type(ImageCodec.RAW);
        HeaderNames.put(headers, HeaderNames.LABEL, 7);

        assertThat(codec.labeled(PIXELS, headers, PictureForm.of(SHAPE), 10).label()).isEqualTo(7);
        assertThat(
                        codec.labeled(labeled(3), new RecordHeaders(), PictureForm.of(SHAPE), 10)
                                .label())
                .isEqualTo(3);
    }

    @Test
    void shouldRefuseLabelsThatDisagreeAreMissingOrOutOfRange() {
        RecordHeaders seven = new RecordHeaders();
        HeaderNames.put(seven, HeaderNames.LABEL, 7);

        assertRefused(
                () -> codec.labeled(labeled(3), seven, PictureForm.of(SHAPE), 10),
                "the header says 7");
        assertRefused(
                () -> codec.labeled(labeled(10), none(), PictureForm.of(SHAPE), 10),
                "from 0 to 9, not 10");
        assertRefused(
                () -> codec.labeled(PIXELS, type(ImageCodec.RAW), PictureForm.of(SHAPE), 10),
                "label: missing");
        assertRefused(
                () -> codec.labeled(labeled(-1), none(), PictureForm.of(SHAPE), 10),
                "from 0 to 9, not -1");
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
                "{\"format\":\"heic\",\"data\":\"\"} | one of raw, png, jpeg",
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
        assertRefused(() -> codec.image(null, none(), PictureForm.of(SHAPE)), "value: empty");
        assertRefused(
                () -> codec.image(new byte[0], none(), PictureForm.of(SHAPE)), "value: empty");
        assertRefused(
                () -> codec.image(new byte[MAX_BYTES + 1], none(), PictureForm.of(SHAPE)),
                "more than the 10,000");
        assertRefused(
                () -> codec.image(PIXELS, type("text/html"), PictureForm.of(SHAPE)),
                "content-type: one of");
        assertRefused(
                () -> codec.image(new byte[3], type(ImageCodec.RAW), PictureForm.of(SHAPE)),
                "needs 4 bytes, got 3");
    }

    private Image image(String json) {
        return codec.image(json.getBytes(UTF_8), none(), PictureForm.of(SHAPE));
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
        assertThatThrownBy(reading)
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining(reason);
    }
}
