package io.afluente.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final List<String> order = new ArrayList<>();

    @Test
    void shouldMeasureInTurnAndHoldAllAgainstTheFirst() {
        BenchProfile effort = new BenchProfile(1, 1e-6, 0, 0, 0, false, 0, 0);

        List<Turns.Measured> measured =
                new Turns(effort).measure(List.of(contender("a"), contender("b")));

        assertThat(String.join("", order)).matches("(a+b+){6}closed aclosed b");
        assertThat(measured).extracting(Turns.Measured::what).containsExactly("a", "b");
        assertThat(measured.get(1).rates()).hasSize(5).doesNotContain(0);
        assertThat(measured.get(1).cpuMicros()).hasSize(5);
    }

    @Test
    void shouldSayRatiosOfTheSameRoundWithTheirSpread() {
        var base = new Turns.Measured("a", true, new double[] {1, 10, 2}, new double[] {3, 1, 2});
        var other = new Turns.Measured("b", false, new double[] {2, 30, 8}, new double[3]);

        List<Comparison> compared = Comparison.of(List.of(base, other));

        assertThat(compared)
                .containsExactly(
                        new Comparison("a", 2, 2.0, "a", new Comparison.Spread(1, 1, 1)),
                        new Comparison("b", 8, null, "a", new Comparison.Spread(3, 2, 4)));
    }

    private Turns.Contender contender(String name) {
        return new Turns.Contender(
                name,
                true,
                () ->
                        new Rounds.Work() {
                            @Override
                            public int getAsInt() {
                                order.add(name);
                                return 1;
                            }

                            @Override
                            public void close() {
                                order.add("closed " + name);
                            }
                        });
    }
}
