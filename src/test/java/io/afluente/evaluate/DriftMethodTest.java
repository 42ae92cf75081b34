package io.afluente.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.image.EnumNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriftMethodTest {
    @ParameterizedTest
    @EnumSource
    void shouldStaySilentWhileANetworkLearns(DriftMethod method) {
        for (long seed = 1; seed <= 30; seed++) {
            boolean[] errors = Errors.learning(60_000, seed);

            List<Drift> found = Errors.feed(errors, method.after(DriftMethod.WARM_UP));

            assertThat(found).as("seed %d", seed).doesNotContain(Drift.DRIFT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReportPermutedLabelsWithin1000Examples(DriftMethod method) {
        for (long seed = 1; seed <= 30; seed++) {
            boolean[] errors = Errors.learning(60_000, seed);
            // nearly all wrong, then learned anew
            boolean[] permuted = Errors.learning(30_000, seed + 100);
            System.arraycopy(permuted, 0, errors, 30_000, 30_000);

            List<Drift> found = Errors.feed(errors, method.after(DriftMethod.WARM_UP));

            assertThat(found.indexOf(Drift.DRIFT)).as("seed %d", seed).isBetween(30_000, 31_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReportARiseFromTwoToTwentyPerCentWithin1000Examples(DriftMethod method) {
        for (long seed = 1; seed <= 30; seed++) {
            boolean[] errors = Errors.jump(0.02, 0.2, 20_000, 21_000, seed);

            List<Drift> found = Errors.feed(errors, method.after(0));

            assertThat(found.subList(20_000, 21_000)).as("seed %d", seed).contains(Drift.DRIFT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldIgnoreTheWarmUp(DriftMethod method) {
        boolean[] errors = Errors.jump(0.1, 0.6, 3_000, 5_000, 1);
        boolean[] late = new boolean[6_000];
        Arrays.fill(late, 0, 1_000, true);
        System.arraycopy(errors, 0, late, 1_000, 5_000);

        List<Drift> found = Errors.feed(late, method.after(1_000));

        assertThat(found.subList(0, 1_000)).containsOnly(Drift.NONE);
        assertThat(found.subList(1_000, 6_000)).isEqualTo(Errors.feed(errors, method.after(0)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeItsDefaultsForParametersThatAreNotGiven(DriftMethod method) {
        boolean[] errors = Errors.jump(0.1, 0.6, 3_000, 5_000, 1);

        assertThat(Errors.feed(errors, method.after(0, method.parameters(Map.of()))))
                .isEqualTo(Errors.feed(errors, method.after(0)));
    }

    @Test
    void shouldTakeParametersThatAreGiven() {
        boolean[] errors = Errors.jump(0.02, 0.9, 2_000, 3_000, 1);
        Map<String, Double> slow = Map.of("check-every", 700.0);

        assertThat(Errors.feed(errors, DriftMethod.ADWIN.after(0, slow)))
                .isEqualTo(Errors.feed(errors, new Adwin(Adwin.DELTA, 700)))
                .isNotEqualTo(Errors.feed(errors, new Adwin()));
    }

    @Test
    void shouldRefuseParametersThatWontDo() {
        assertThatThrownBy(() -> DriftMethod.ADWIN.after(0, Map.of("lambda", 1.0)))
                .hasMessage("lambda: this detector has check-every, delta");
        assertThatThrownBy(() -> DriftMethod.ADWIN.after(0, Map.of("check-every", 1.5)))
                .hasMessage("check-every: must be a whole number, got 1.5");
        assertThatThrownBy(() -> DriftMethod.ADWIN.after(0, Map.of("delta", 1.5)))
                .hasMessageContaining("0 < delta < 1");
    }

    @Test
    void shouldBeTheNamesThatScoresMayHave() throws IOException {
        JsonNode scores = new ObjectMapper().readTree(Path.of("topics/scores.json").toFile());
        List<String> names = Arrays.stream(DriftMethod.values()).map(EnumNames::of).toList();

        assertThat(scores.findValue("drift").at("/properties/detector/enum"))
                .extracting(JsonNode::asText)
                .contains("none")
                .filteredOn(name -> !name.equals("none"))
                .isEqualTo(names);
    }

    @Test
    void shouldRefuseANegativeWarmUp() {
        assertThatThrownBy(() -> DriftMethod.ADWIN.after(-1))
                .hasMessage("warm-up: must be 0 or more, got -1");
    }
}
