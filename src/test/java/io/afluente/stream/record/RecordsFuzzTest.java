package io.afluente.stream.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.afluente.Refusal;
import io.afluente.image.BadImageException;
import io.afluente.image.InputShape;
import io.afluente.image.PictureForm;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that any client may have put on a topic. */
class RecordsFuzzTest {
    private static final InputShape SHAPE = new InputShape(4, 4, 1);
    private static final int LABELS = 10;
    private static final ImageCodec CODEC =
            new ImageCodec(new ImageDecoder(new ImageLimits(1 << 16, 256, 1 << 16)), 1 << 16);
    private static final LogEntryReader READER =
            new LogEntryReader(CODEC, PictureForm.of(SHAPE), "mnist");

    /** The JSON of an image, and of a labelled image. */
    @MethodSource("images")
    @FuzzTest(maxDuration = "10m")
    void imageJson(byte[] value) {
        Refusal.orRead(
                BadImageException.class,
                () ->
                        assertThat(
                                        CODEC.image(value, ImageCodec.JSON, PictureForm.of(SHAPE))
                                                .shape())
                                .isEqualTo(SHAPE));
        readEntry(null, value, new RecordHeaders());
    }

    /** Anything on the labelled stream: content types, labels and orders in headers, any value. */
    @FuzzTest(maxDuration = "10m")
    void labeledRecord(FuzzedDataProvider data) {
        Headers headers = new RecordHeaders();
        put(headers, HeaderNames.CONTENT_TYPE, data, "image/png", "image/jpeg", ImageCodec.RAW);
        put(headers, HeaderNames.LABEL, data, "0", "9", "10", "-1");
        put(headers, HeaderNames.CONTROL, data, "continue", "reset", "checkpoint", "roll-back");
        byte[] key = data.consumeBoolean() ? data.consumeBytes(30) : null;

        readEntry(key, data.consumeRemainingAsBytes(), headers);
    }

    /** A prediction, as {@code consume}, the page and the benchmarks read it back. */
    @MethodSource("predictions")
    @FuzzTest(maxDuration = "10m")
    void prediction(byte[] value) {
        Refusal.orRead(
                SerializationException.class,
                () -> {
                    PredictionRecord answer =
                            new PredictionCodec().deserialize("predictions", value);
                    assertThat(answer.prediction().label()).isNotNegative();
                    assertThat(answer.source().toString()).isNotBlank();
                });
    }

    private static void readEntry(byte[] key, byte[] value, Headers headers) {
        Refusal.orRead(
                BadRecordException.class,
                () -> {
                    LogEntry entry = READER.read(7, key, value, headers, LABELS);
                    if (entry instanceof Example example) {
                        assertThat(example.labeled().image().shape()).isEqualTo(SHAPE);
                        assertThat(example.labeled().label()).isBetween(0, LABELS - 1);
                    }
                });
    }

    private static void put(
            Headers headers, String name, FuzzedDataProvider data, String... likely) {
        switch (data.consumeInt(0, 3)) {
            case 1 -> headers.add(name, data.consumeBytes(20));
            case 2 -> HeaderNames.put(headers, name, data.pickValue(likely));
            case 3 -> headers.add(name, null);
            default -> {}
        }
    }

    static Stream<byte[]> images() {
        return Stream.of(
                        """
                        {"format":"raw","height":2,"width":2,"channels":1,"data":"AQIDBA==","label":3}\
                        """,
                        """
                        {"format":"png","data":"iVBORw0KGgo=","label":0,"more":[{"a":[null,true]}]}\
                        """,
                        """
                        {"data":"","format":"jpeg","label":1e3}\
                        """)
                .map(RecordsFuzzTest::utf8);
    }

    static Stream<byte[]> predictions() {
        return Stream.of(
                        """
                        {"id":"a","label":1,"confidence":0.9,"probabilities":[0.1,0.9],"model":"mnist",\
                        "version":"000001-0123456789ab","source":{"topic":"images","partition":0,"offset":5}}\
                        """,
                        "null",
                        """
                        {"id":null,"probabilities":[null,1e400,"2"],"source":[]}\
                        """)
                .map(RecordsFuzzTest::utf8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
