package io.afluente.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestNetworks;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Networks;
import io.afluente.registry.Lineage;
import io.afluente.setting.UserException;
import io.afluente.stream.learn.WrongBeginningException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a line began from may be named again, and nothing else. */
class BegunLineTest {
    private static final SavedNetwork TWO = Networks.initial(TestNetworks.mnist(), 2);
    private static final SavedNetwork THREE = Networks.initial(TestNetworks.mnist(), 3);
    private static final Lineage BEGUN = from("two.zip", TWO).lineage(TWO);

    @Test
    void shouldGoOnFromWhatItBeganFrom() {
        assertThat(goOn(from("two.zip", TWO), BEGUN)).isTrue();
        assertThat(goOn(from("moved.zip", TWO), BEGUN)).isTrue();
        assertThat(goOn(drawn(), BEGUN)).isTrue();
    }

    @Test
    void shouldGoOnWhereThatIsNotThereAnyMore() {
        assertThat(goOn(gone("two.zip"), BEGUN)).isTrue();
        assertThatThrownBy(() -> goOn(gone("000003-0123456789ab"), BEGUN))
                .isInstanceOf(WrongBeginningException.class);
    }

    @Test
    void shouldRefuseToGoOnFromSomethingElse() {
        assertThatThrownBy(() -> goOn(from("two.zip", THREE), BEGUN))
                .isInstanceOf(WrongBeginningException.class)
                .hasMessageContaining("--from two.zip: this learner has learned already")
                .hasMessageContaining("it began from two.zip");
        assertThatThrownBy(() -> goOn(from("two.zip", TWO), drawn().lineage(THREE)))
                .hasMessageContaining("it began from a network drawn from the seed 1")
                .hasMessageContaining("--group learn=NEW");
    }

    @Test
    void shouldSayThatItIsNotKnownWhatALineOfOldBeganFrom() {
        BegunLine line = new BegunLine(from("two.zip", TWO), null);

        assertThatThrownBy(() -> line.goOn(Optional.empty()))
                .isInstanceOf(WrongBeginningException.class)
                .hasMessageContaining("0.1.0 did not note")
                .hasMessageContaining("Leave --from out");
    }

    private static boolean goOn(InitialVersion beginning, Lineage begun) {
        return new BegunLine(beginning, null).goOn(Optional.of(begun)) != null;
    }

    private static InitialVersion drawn() {
        return new InitialVersion(TestNetworks.mnist(), 1, Optional.empty());
    }

    private static InitialVersion from(String name, SavedNetwork network) {
        return from(new InitialVersion.Source(name, network));
    }

    private static InitialVersion gone(String name) {
        return from(
                new InitialVersion.Source(
                        name,
                        () -> {
                            throw new UserException(name + ": neither a file nor a version");
                        }));
    }

    private static InitialVersion from(InitialVersion.Source source) {
        return new InitialVersion(TestNetworks.mnist(), 1, Optional.of(source));
    }
}
