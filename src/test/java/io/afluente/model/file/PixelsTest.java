package io.afluente.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Layout;
import io.afluente.model.Normalisation;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelsTest {
    private static final InputShape SHAPE = new InputShape(1, 2, 3);
    private static final Normalisation NORMALISATION =
            new Normalisation(List.of(0f, 0f, 0.5f), List.of(1f, 0.5f, 1f));
    private static final Image IMAGE =
            new Image(SHAPE, new byte[] {0, 51, (byte) 255, (byte) 255, 0, 0});

    @Test
    void shouldWriteChannelsLast() {
        assertThat(written(Layout.CHANNELS_LAST)).containsExactly(0, 0.4f, 0.5f, 1, 0, -0.5f);
    }

    @Test
    void shouldWriteChannelsFirst() {
        assertThat(written(Layout.CHANNELS_FIRST)).containsExactly(0, 1, 0.4f, 0, 0.5f, -0.5f);
    }

    private static float[] written(Layout layout) {
        FloatBuffer buffer = FloatBuffer.allocate(SHAPE.size());
        new Pixels(SHAPE, NORMALISATION, layout).write(IMAGE, buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        return buffer.array();
    }
}
