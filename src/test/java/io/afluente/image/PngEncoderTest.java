package io.afluente.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngEncoderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldKeepEveryPixel(int channels) throws IOException {
        // Given
        InputShape shape = new InputShape(5, 7, channels);
        byte[] pixels = new byte[shape.size()];
        new Random(channels).nextBytes(pixels);

        // When
        byte[] file = PngEncoder.encode(new Image(shape, pixels));

        // Then
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
        assertThat(read.getHeight()).isEqualTo(5);
        assertThat(read.getWidth()).isEqualTo(7);
        for (int i = 0; i < pixels.length; i++) {
            int at = i / channels;
            int value = read.getRaster().getSample(at % 7, at / 7, i % channels);
            assertThat(value).isEqualTo(pixels[i] & 0xff);
        }
    }
}
