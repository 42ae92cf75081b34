package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Inspection.Seen;
import io.afluente.model.file.NetworkFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectionTest {
    private static final InputShape SHAPE = new InputShape(28, 28, 1);

    @Test
    void shouldShowFiltersAndMapsOfBothConvolutions() {
        SavedNetwork network = mnist();
        try (Inspection inspection = new Inspection(network)) {
            List<Seen> seen = inspection.look(dot(14, 14));

            assertThat(seen).extracting(Seen::name).containsExactly("conv1", "conv2");
            assertThat(seen.get(0).filters().count()).isEqualTo(8);
            assertThat(seen.get(0).maps().height()).isEqualTo(28);
            assertThat(seen.get(1).filters().count()).isEqualTo(16);
            assertThat(seen.get(1).maps().width()).isEqualTo(14);
            assertThat(seen.get(1).maps().values()).hasSize(16 * 14 * 14);
        }
    }

    @Test
    void shouldShowMapsThatFollowThePicture() {
        try (Inspection inspection = new Inspection(mnist())) {
            float[] here = inspection.look(dot(10, 10)).get(0).maps().values();
            float[] there = inspection.look(dot(12, 15)).get(0).maps().values();

            for (int row = 9; row <= 11; row++) {
                for (int column = 9; column <= 11; column++) {
                    assertThat(there[(row + 2) * 28 + column + 5])
                            .isCloseTo(here[row * 28 + column], within(1e-5f));
                }
            }
            assertThat(there).isNotEqualTo(here);
        }
    }

    private static SavedNetwork mnist() {
        return Networks.initial(NetworkFolder.read(Path.of("models", "mnist")).spec(), 1);
    }

    private static Image dot(int row, int column) {
        byte[] pixels = new byte[SHAPE.size()];
        pixels[row * SHAPE.width() + column] = (byte) 255;
        return new Image(SHAPE, pixels);
    }
}
