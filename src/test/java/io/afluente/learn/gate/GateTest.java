package io.afluente.learn.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.learn.Saving;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.ExampleForm;
import io.afluente.registry.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Who serves. A version here is one number: it gets those examples right whose offset's last two
 * digits are below it.
 */
class GateTest {
    private static final InputShape DOT = new InputShape(1, 1, 1);
    private static final GateSettings SETTINGS = new GateSettings(true, 0.5, 400, 600, 200, 0.05);

    private int asked;
    private Gate gate = gate(SETTINGS);

    @Test
    void shouldHoldOutTheSameShareOfIdsAlways() {
        List<Example> examples = LongStream.range(0, 4_000).mapToObj(GateTest::example).toList();

        long heldOut = examples.stream().filter(gate::holdsOut).count();

        assertThat(heldOut).isBetween(1_900L, 2_100L);
        assertThat(examples.stream().filter(gate(SETTINGS)::holdsOut).count()).isEqualTo(heldOut);
    }

    @Test
    void shouldNeverHoldOutWhatHasNoIdNorAnythingWithoutAGate() {
        Gate off = gate(GateSettings.OFF);
        for (int i = 0; i < 100; i++) {
            assertThat(gate.holdsOut(new Example(i, "", example(i).labeled()))).isFalse();
            assertThat(off.holdsOut(example(i))).isFalse();
        }
    }

    @Test
    void shouldLetEarlyVersionsPass() {
        see(0, 199);

        assertThat(challenge(20, "1").passed()).isTrue();
        assertThat(standing()).containsExactly("1", "1");
        assertThat(challenge(10, "2").passed()).isTrue();
        assertThat(standing()).containsExactly("2", "2");
    }

    @Test
    void shouldHoldWhatIsWorseAndKeepTheCandidate() {
        see(0, 400);
        challenge(90, "1");

        assertThat(challenge(80, "2").passed()).isFalse();
        assertThat(standing()).containsExactly("1", "1");
        assertThat(challenge(95, "3").passed()).isTrue();
        assertThat(standing()).containsExactly("3", "3");
    }

    @Test
    void shouldNotLetSmallLossesAddUp() {
        see(0, 400);
        challenge(90, "1");

        assertThat(challenge(88, "2").passed()).isTrue();
        assertThat(standing()).containsExactly("2", "1");
        assertThat(challenge(86, "3").passed()).isFalse();
        assertThat(challenge(84, "4").passed()).isFalse();
        assertThat(standing()).containsExactly("2", "1");
    }

    @Test
    void shouldRollBackToTheChampionWhenTheCandidateTurnsOutWorse() {
        see(0, 400);
        challenge(90, "1");
        challenge(88, "2");
        // now all that comes is what only the champion knows
        for (int i = 400; i < 4_400; i += 100) {
            see(i + 88, i + 90);
        }
        assertThat(challenge(Float.NaN, "3").passed()).isFalse();
        assertThat(challenge(0, "4").passed()).isFalse();

        assertThat(gate.rollBack().orElseThrow()).startsWith("2 is worse than 1: recent ");
        assertThat(standing()).containsExactly("1", "1");
        assertThat(gate.rollBack()).isEmpty();
    }

    @Test
    void shouldNeverLetPassWhatIsNoNumber() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThat(challenge(bad, "1").passed()).isFalse();
            Gate off = gate(GateSettings.OFF);
            assertThat(off.judge(new float[] {bad}, this::right).reason())
                    .isEqualTo("its parameters are not all numbers");
            assertThat(off.candidate().version()).isEqualTo("0");
        }
    }

    @Test
    void shouldPutEveryVersionForwardWithoutAGate() {
        gate = gate(GateSettings.OFF);
        challenge(90, "1");
        challenge(10, "2");

        assertThat(standing()).containsExactly("2", "2");
        assertThat(gate.rollBack()).isEmpty();
    }

    @Test
    void shouldAskEachVersionAboutEachExampleOnce() {
        see(0, 400);
        challenge(90, "1");
        asked = 0;
        challenge(91, "2");

        assertThat(asked).isEqualTo(400);

        see(400, 410);
        asked = 0;
        challenge(92, "3");

        // all 410 by the challenger, the latest 400 among them; the 10 new ones by the champion
        assertThat(asked).isEqualTo(410 + 10);
    }

    @Test
    void shouldGoOnTheSameAfterBeingPutAway() throws IOException {
        Gate undisturbed = gate(SETTINGS);
        float[] skills = {50, 60, 90, 88, 70, 91, 20, 95, 93};
        for (int i = 0; i < skills.length; i++) {
            for (Gate each : List.of(undisturbed, gate)) {
                each.keep(examples(i * 150, i * 150 + 150));
            }
            var expected = undisturbed.judge(new float[] {skills[i]}, this::right);
            assertThat(gate.judge(new float[] {skills[i]}, this::right)).isEqualTo(expected);
            undisturbed.named("" + i);
            gate = Saving.again(gate, () -> gate(SETTINGS));
            gate.named("" + i);
            assertThat(gate.rollBack()).isEqualTo(undisturbed.rollBack());
            gate = Saving.again(gate, () -> gate(SETTINGS));
            assertThat(standing())
                    .containsExactly(
                            undisturbed.candidate().version(), undisturbed.champion().version());
        }
    }

    private Verdict challenge(float skill, String name) {
        var verdict = gate.judge(new float[] {skill}, this::right);
        gate.named(name);
        return verdict;
    }

    private List<String> standing() {
        return List.of(gate.candidate().version(), gate.champion().version());
    }

    private void see(int from, int to) {
        gate.keep(examples(from, to));
    }

    private boolean[] right(float[] parameters, List<Example> examples) {
        asked += examples.size();
        boolean[] right = new boolean[examples.size()];
        IntStream.range(0, right.length)
                .forEach(i -> right[i] = examples.get(i).offset() % 100 < parameters[0]);
        return right;
    }

    private static Gate gate(GateSettings settings) {
        return new Gate(settings, new ExampleForm(DOT, 2), 1, new Contender("0", new float[1]));
    }

    private static List<Example> examples(int from, int to) {
        return IntStream.range(from, to).mapToObj(GateTest::example).toList();
    }

    private static Example example(long offset) {
        LabeledImage dot = new LabeledImage(new Image(DOT, new byte[1]), 0);
        return new Example(offset, "train-" + offset, dot);
    }
}
