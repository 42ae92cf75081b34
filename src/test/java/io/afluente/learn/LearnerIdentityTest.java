package io.afluente.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestLearning;
import io.afluente.evaluate.DriftMethod;
import io.afluente.image.EnumNames;
import io.afluente.image.InputShape;
import io.afluente.learn.drift.DriftAction;
import io.afluente.learn.drift.DriftSettings;
import io.afluente.learn.gate.GateSettings;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An identity is a text that no change of the program's own names can touch. */
class LearnerIdentityTest {
    private static final NetworkSpec NETWORK =
            new NetworkSpec(
                    "tiny",
                    new InputShape(4, 6, 1),
                    List.of("a", "say \"b\"", "c\nd"),
                    new Normalisation(List.of(0.1307f), List.of(0.3081f)),
                    "{\n  \"layer\" : \"a  b\"\n}");
    private static final LearnSettings USUAL =
            new LearnSettings(64, 20, 1, 1000, 0.01)
                    .withPractice(
                            new TrainingSettings(
                                    1, 1, 4000, 0.998, new RateSchedule(constant(), 60_000, 0)))
                    .withDrift(
                            new DriftSettings(
                                    Optional.of(DriftMethod.ADWIN),
                                    2000,
                                    DriftAction.NONE,
                                    5000,
                                    2))
                    .withGate(new GateSettings(true, 0.05, 400, 600, 200, 0.02));

    @Test
    void shouldNameTheNetworkAndLeaveOutWhatIsUsual() {
        assertThat(new LearnerIdentity(USUAL, NETWORK).text())
                .isEqualTo(
                        """
                        deviation=0.3081
                        input=4x6x1
                        labels="a","say \\"b\\"","c\\nd"
                        mean=0.1307
                        model=tiny
                        network={"layer" : "a  b"}
                        rules=2
                        """);
    }

    @Test
    void shouldNameEverySettingThatIsNotUsual() {
        String text = new LearnerIdentity(TestLearning.everything(), NETWORK).text();

        assertThat(text.lines().filter(line -> !ofNetwork(line)))
                .containsExactly(
                        "average=0.9",
                        "batch-size=4",
                        "checkpoint-every=3",
                        "drift-action=roll-back",
                        "drift-cool-down=40",
                        "drift-warm-up=0",
                        "gate-all=16",
                        "gate-least=6",
                        "gate-recent=12",
                        "gate-tolerance=0.2",
                        "held-out=0.3",
                        "memory=10",
                        "rate=cosine",
                        "rate-examples=400",
                        "rate-warm-up=8",
                        "steps=2",
                        "rules=2");
    }

    @Test
    void shouldCallOffWhatIsOff() {
        String text = new LearnerIdentity(TestLearning.plain(), NETWORK).text();

        assertThat(text).contains("gate=off\n", "drift-detector=none\n");
        assertThat(text).doesNotContain("held-out", "gate-");
    }

    @Test
    void shouldKeepTheWordsOfItsConstants() {
        assertThat(words(RateSchedule.Shape.values()))
                .containsExactly("constant", "linear", "cosine", "inverse-root");
        assertThat(words(DriftMethod.values())).containsExactly("adwin", "ddm", "page-hinkley");
        assertThat(words(DriftAction.values()))
                .containsExactly("none", "raise-rate", "reset-updater", "roll-back");
    }

    @Test
    void shouldNotKnowTheIndentationOfANetworksJson() {
        NetworkSpec compact =
                new NetworkSpec(
                        NETWORK.name(),
                        NETWORK.input(),
                        NETWORK.labels(),
                        NETWORK.normalisation(),
                        "{\"layer\" : \"a  b\"}");

        assertThat(new LearnerIdentity(USUAL, compact).hash())
                .isEqualTo(new LearnerIdentity(USUAL, NETWORK).hash());
    }

    @Test
    void shouldNotTakeAStateOf010ForOneOfSettingsThatItDidNotKnow() {
        Set<String> known = Set.of("model", "batch-size");
        Set<String> withANewOne = Set.of("model", "batch-size", "invented-later");

        assertThat(IdentityOf010.text(USUAL, NETWORK, known)).isPresent();
        assertThat(IdentityOf010.text(USUAL, NETWORK, withANewOne)).isEmpty();
    }

    @Test
    void shouldWriteEachNameOnceAndOnOneLine() {
        NamedValues values = new NamedValues();
        values.put("a", "1");

        assertThatThrownBy(() -> values.put("a", "2")).hasMessageContaining("a: one line once");
        assertThatThrownBy(() -> values.put("b", "1\n2")).hasMessageContaining("b: one line once");
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 0.01",
        "2, 2",
        "100, 100",
        "1e-7, 0.0000001",
        "2e23, 200000000000000000000000",
        "0.30000000000000004, 0.30000000000000004",
        "0x1p-44, 0.000000000000056843418860808015"
    })
    void shouldWriteNumbersInTheFewestDigits(double number, String text) {
        assertThat(NamedValues.shortest(number)).isEqualTo(text);
        assertThat(Double.parseDouble(text)).isEqualTo(number);
    }

    @Test
    void shouldWriteSmallFloatsInTheFewestDigits() {
        assertThat(NamedValues.shortest(0.2470f)).isEqualTo("0.247");
        assertThat(NamedValues.shortest(1 / 3f)).isEqualTo("0.33333334");
    }

    private static RateSchedule.Shape constant() {
        return RateSchedule.Shape.CONSTANT;
    }

    private static boolean ofNetwork(String line) {
        return Stream.of("model=", "input=", "labels=", "mean=", "deviation=", "network=")
                .anyMatch(line::startsWith);
    }

    private static List<String> words(Enum<?>... constants) {
        return Arrays.stream(constants).map(EnumNames::of).toList();
    }
}
