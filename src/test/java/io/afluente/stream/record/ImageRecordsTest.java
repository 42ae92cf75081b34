package io.afluente.stream.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TopicSchemas;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.image.PictureForm;
import io.afluente.image.decode.ImageDecoder;
import io.afluente.image.decode.ImageLimits;
import io.afluente.stream.record.ImageRecords.Format;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageRecordsTest {
    private static final InputShape SHAPE = new InputShape(5, 4, 3);
    private final ImageCodec codec = new ImageCodec(new ImageDecoder(ImageLimits.DEFAULT), 1 << 20);

    @ParameterizedTest
    @EnumSource
    void shouldWriteWhatTheClassifierReads(Format format) {
        Image image = picture();

        var record = new ImageRecords("images", format).of("test-7", image);

        assertThat(codec.image(record.value(), record.headers(), PictureForm.of(SHAPE)))
                .isEqualTo(image);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("test-7");
        assertThat(record.topic()).isEqualTo("images");
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteWhatTheLearnerReads(Format format) {
        LabeledImage example = new LabeledImage(picture(), 9);

        var record = new ImageRecords("labeled-images", format).of("train-7", example);

        assertThat(codec.labeled(record.value(), record.headers(), PictureForm.of(SHAPE), 10))
                .isEqualTo(example);
    }

    @Test
    void shouldFollowTheSchemas() {
        var image = new ImageRecords("images", Format.JSON).of("a", picture());
        var example =
                new ImageRecords("labeled-images", Format.JSON)
                        .of("a", new LabeledImage(picture(), 0));

        assertThat(TopicSchemas.complaints("images", "application/json", image.value())).isEmpty();
        assertThat(TopicSchemas.complaints("labeled-images", "application/json", example.value()))
                .isEmpty();
        assertThat(TopicSchemas.complaints("images", "application/json", "{}".getBytes(UTF_8)))
                .hasSize(2);
    }

    private static Image picture() {
        byte[] pixels = new byte[SHAPE.size()];
        new Random(1).nextBytes(pixels);
        return new Image(SHAPE, pixels);
    }
}
