package io.afluente.stream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private long time = 1000;
    private final CommitPace pace = new CommitPace(() -> time);

    @Test
    void shouldLeaveAThreadHalfOfItsTime() {
        assertThat(pace.hasTime()).as("none so far").isTrue();
        long began = pace.now();
        time += 30;
        pace.committed(began);

        time += 29;
        assertThat(pace.hasTime()).isFalse();
        time += 1;
        assertThat(pace.hasTime()).isTrue();
    }

    @Test
    void shouldAskEachThreadForItself() {
        long began = pace.now();
        time += 30;
        pace.committed(began);

        assertThat(pace.hasTime()).isFalse();
        assertThat(CompletableFuture.supplyAsync(pace::hasTime).join()).isTrue();
    }
}
