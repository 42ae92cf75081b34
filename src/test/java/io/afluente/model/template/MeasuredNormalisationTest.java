package io.afluente.model.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.Normalisation;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredNormalisationTest {
    @Test
    void shouldMeasureEachChannelOverAllPictures() {
        MeasuredNormalisation measured = new MeasuredNormalisation(3);
        InputShape two = new InputShape(1, 2, 3);

        measured.add(new Image(two, new byte[] {0, 51, 7, (byte) 255, 51, 7}));
        measured.add(new Image(two, new byte[] {0, 102, 7, (byte) 255, 102, 7}));

        Normalisation result = measured.result();
        assertThat(result.mean()).isEqualTo(List.of(0.5f, 0.3f, 0.02745f));
        assertThat(result.deviation()).isEqualTo(List.of(0.5f, 0.1f, 0.003922f));
    }
}
