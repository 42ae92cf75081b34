package io.afluente.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.model.Classifier;
import io.afluente.model.EngineChoice;
import io.afluente.model.FirstAnswers;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every kind of network goes to the engine that was the fastest for it, and says which. */
class AutoEngineTest {
    private final AutoEngine auto = new AutoEngine(64);

    @Test
    void shouldAnswerAsTheEngineItNames() {
        SavedNetwork network = TestNetworks.untrained(1, 1).network();
        try (ServableNetwork chosen = auto.prepare(network);
                ServableNetwork named = Engines.of(chosen.engine().name(), 64).prepare(network)) {
            assertThat(chosen.engine().secondsAnImage().keySet())
                    .containsExactlyElementsOf(Engines.names());
            assertThat(chosen.engine().secondsAnImage().values()).allMatch(s -> s > 0);
            assertThat(answer(chosen).apartFrom(answer(named))).isZero();
        }
    }

    @Test
    void shouldKeepTheChoiceForLaterVersionsOfAKind() {
        SavedNetwork network = TestNetworks.untrained(1, 1).network();
        try (ServableNetwork first = auto.prepare(network);
                ServableNetwork second = auto.prepare(network)) {
            assertThat(second.engine()).isSameAs(first.engine());
        }
    }

    @Test
    void shouldTakeWhatIsClearlyFaster() {
        assertThat(AutoEngine.fastest(Map.of("nd4j", 100e-6, "onnx", 96e-6))).isEqualTo("nd4j");
        assertThat(AutoEngine.fastest(Map.of("nd4j", 100e-6, "onnx", 90e-6))).isEqualTo("onnx");
        assertThat(AutoEngine.fastest(Map.of("nd4j", 20e-6, "onnx", 90e-6))).isEqualTo("nd4j");
    }

    @Test
    void shouldSayNothingOfTimesWhereAnEngineIsGiven() {
        try (ServableNetwork given =
                Engines.of("onnx", 1).prepare(TestNetworks.untrained(1, 1).network())) {
            assertThat(given.engine()).isEqualTo(EngineChoice.given("onnx"));
        }
    }

    private static Prediction answer(ServableNetwork network) {
        try (Classifier classifier = network.classifier()) {
            return classifier
                    .predict(List.of(FirstAnswers.pictures(network.spec().input()).get(2).image()))
                    .get(0);
        }
    }
}
