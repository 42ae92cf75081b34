package io.afluente.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlayOrderTest {
    @Test
    void shouldFollowTheFilesInEveryPass() {
        PlayOrder order = new PlayOrder(4, Optional.empty());

        assertThat(order.pass(0)).containsExactly(0, 1, 2, 3);
        assertThat(order.pass(1)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void shouldShuffleEachPassAnewAndTheSameInEveryRun() {
        PlayOrder order = new PlayOrder(1_000, Optional.of(7L));

        assertThat(order.pass(0)).isEqualTo(new PlayOrder(1_000, Optional.of(7L)).pass(0));
        assertThat(order.pass(0)).isNotEqualTo(order.pass(1));
        assertThat(order.pass(0)).isNotEqualTo(new PlayOrder(1_000, Optional.of(8L)).pass(0));
    }

    @Test
    void shouldSendEachExampleOnceAPass() {
        int[] pass = new PlayOrder(1_000, Optional.of(7L)).pass(3);

        assertThat(IntStream.of(pass).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1_000).toArray());
    }

    @Test
    void shouldHaveNothingToSendOfNothing() {
        assertThat(new PlayOrder(0, Optional.of(1L)).pass(0)).isEmpty();
    }

    @Test
    void shouldSendLowerRanksFirst() {
        PlayOrder order = new PlayOrder(6, Optional.of(7L), index -> index % 2);

        assertThat(Arrays.stream(order.pass(0)).map(index -> index % 2).toArray())
                .containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(new PlayOrder(4, Optional.empty(), index -> index % 2).pass(0))
                .containsExactly(0, 2, 1, 3);
    }
}
