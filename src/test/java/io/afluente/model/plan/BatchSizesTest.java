package io.afluente.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSizesTest {
    @Test
    void shouldLeaveSmallBatchesAsTheyAre() {
        assertThat(IntStream.rangeClosed(1, 32).map(BatchSizes::roundUp))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 32).boxed().toList());
    }

    @Test
    void shouldWasteASixteenthAtMost() {
        for (int size = 1; size <= 5_000; size++) {
            assertThat(BatchSizes.roundUp(size)).isBetween(size, size + size / 16);
        }
    }

    @Test
    void shouldRoundToFewSizes() {
        assertThat(IntStream.rangeClosed(1, 4_096).map(BatchSizes::roundUp).distinct().count())
                .isEqualTo(32 + 7 * 16);
    }

    @Test
    void shouldRoundAgainToTheSame() {
        for (int size = 1; size <= 5_000; size++) {
            int rounded = BatchSizes.roundUp(size);
            assertThat(BatchSizes.roundUp(rounded)).isEqualTo(rounded);
        }
    }
}
