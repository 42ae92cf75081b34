package io.afluente.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPartsTest {
    @ParameterizedTest
    @CsvSource({"100000, 64", "600000, 12", "2300000, 3", "7000000, 2", "900000000, 2"})
    void shouldTakeFewerPicturesAtOnceTheLargerTheirLayersAre(long bytes, int pictures) {
        assertThat(BatchParts.of(bytes).largest()).isEqualTo(pictures);
    }

    @Test
    void shouldTakeNoMoreThanABatchHas() {
        assertThat(BatchParts.of(1).within(5).largest()).isEqualTo(5);
    }

    @Test
    void shouldWorkABatchOffInEqualPartsAndKeepItsOrder() {
        List<Image> batch = TestNetworks.images(new InputShape(1, 1, 1), 13, 1);
        List<Integer> sizes = new ArrayList<>();

        List<Image> answers =
                new BatchParts(6)
                        .each(
                                batch,
                                part -> {
                                    sizes.add(part.size());
                                    return part;
                                });

        assertThat(sizes).containsExactly(5, 5, 3);
        assertThat(answers).isEqualTo(batch);
    }
}
