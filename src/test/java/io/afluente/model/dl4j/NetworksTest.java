package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.model.NetworkSpec;
import io.afluente.model.TestNetworks;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NetworksTest {
    // 4 filters of 3x3 on one channel, after which 4x3x2 values go to 3 labels
    private static final NetworkSpec SPEC = TestNetworks.small();
    private static final int CONVOLUTION = 4 + 4 * 9;

    @Test
    void shouldDrawWeightsAndBiasesUniformlyByTheInputsOfAUnit() {
        float[] parameters = Networks.initialUniform(SPEC, 1).parameters();

        assertThat(largest(parameters, 0, CONVOLUTION)).isBetween(0.25f, 1 / 3f);
        double bound = 1 / Math.sqrt((parameters.length - CONVOLUTION) / 3 - 1);
        assertThat((double) largest(parameters, CONVOLUTION, parameters.length))
                .isBetween(0.9 * bound, bound);
        assertThat(parameters).doesNotContain(0);
    }

    @Test
    void shouldDrawTheSameFromTheSameSeedAlone() {
        float[] drawn = Networks.initialUniform(SPEC, 1).parameters();

        assertThat(Networks.initialUniform(SPEC, 1).parameters()).isEqualTo(drawn);
        assertThat(Networks.initialUniform(SPEC, 2).parameters()).isNotEqualTo(drawn);
    }

    private static float largest(float[] values, int from, int to) {
        float largest = 0;
        for (float value : Arrays.copyOfRange(values, from, to)) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
