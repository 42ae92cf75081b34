package io.afluente.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each round and thread has work of its own, and gives it up. */
class RoundsTest {
    @Test
    void shouldMakeAndCloseTheWorkOfEachThreadAndRound() {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        BenchProfile effort = new BenchProfile(3, 0.001, 1, 1, 1, false, 1, 1);

        double rate =
                Rounds.rate(
                        effort,
                        2,
                        () -> {
                            made.incrementAndGet();
                            return new Rounds.Work() {
                                @Override
                                public int getAsInt() {
                                    return 10;
                                }

                                @Override
                                public void close() {
                                    closed.incrementAndGet();
                                }
                            };
                        });

        assertThat(rate).isPositive();
        assertThat(made.get()).as("one round to warm up and three").isEqualTo(2 * 4);
        assertThat(closed.get()).isEqualTo(made.get());
    }
}
