package io.afluente.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.CountingMeters;
import io.afluente.TestNetworks;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.dl4j.Nd4jEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One reference, swapped as a whole: whoever answers by the old version finishes by it. */
class LiveModelTest {
    private static final Checkpoint ONE = TestNetworks.untrained(1, 1);
    private static final Checkpoint TWO = TestNetworks.untrained(2, 2);

    private final CountingMeters meters = new CountingMeters();
    private final LiveModel live =
            new LiveModel(new Nd4jEngine(4), Optional.of(TestNetworks.mnist()), meters);

    @AfterEach
    void close() {
        live.close();
    }

    @Test
    void shouldHaveNoModelAtFirst() {
        assertThat(live.current()).isNull();
        assertThat(live.version()).isNull();
        assertThat(live.answering()).isEmpty();
    }

    @Test
    void shouldTakeUpAnotherVersionAfterItsEnd() {
        live.accept(TestNetworks.untrained(0, 1));
        live.close();
        assertThat(live.version()).isNull();
        assertThat(live.answering()).isEmpty();

        Checkpoint other = TestNetworks.untrained(1, 2);
        live.accept(other);

        assertThat(live.version()).isEqualTo(other.version());
    }

    @Test
    void shouldRefuseAVersionThatTakesLongerThanItMayAndGoOn() {
        live.accept(ONE);
        assertThat(live.timeOfAnImage()).isPositive();

        live.allow(Duration.ofNanos(1));
        assertThatThrownBy(() -> live.accept(TWO))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("an image takes it 0.0")
                .hasMessageContaining("0.00 s are the most");

        assertThat(live.version()).isEqualTo(ONE.version());
        live.allow(Duration.ofMinutes(1));
        live.accept(TWO);
        assertThat(live.version()).isEqualTo(TWO.version());
    }

    @Test
    void shouldChangeItsAnswersWithTheVersion() {
        live.accept(ONE);
        try (LiveModel.Answering before = live.answering().orElseThrow()) {
            float[] first = answer(before);
            live.accept(TWO);
            try (LiveModel.Answering after = live.answering().orElseThrow()) {
                assertThat(after.version()).isEqualTo(TWO.version());
                assertThat(answer(after)).isNotEqualTo(first);
                assertThat(answer(before)).as("in use, so still the old").isEqualTo(first);
            }
        }
        assertThat(meters.count("version.swaps")).isEqualTo(2);
    }

    @Test
    void shouldTakeTheSameVersionOnce() {
        live.accept(ONE);
        live.accept(ONE);

        assertThat(meters.count("version.swaps")).isEqualTo(1);
    }

    @Test
    void shouldRefuseANetworkForOtherPicturesAndKeepTheOld() {
        NetworkSpec mnist = TestNetworks.mnist();
        NetworkSpec other =
                new NetworkSpec(
                        mnist.name(),
                        new InputShape(32, 32, 1),
                        mnist.labels(),
                        mnist.normalisation(),
                        mnist.configuration());
        try (LiveModel strict = new LiveModel(new Nd4jEngine(4), Optional.of(other), meters)) {
            assertThatThrownBy(() -> strict.accept(ONE))
                    .isInstanceOf(BadNetworkException.class)
                    .hasMessageContaining("its input 28x28x1 is not the local model's 32x32x1");
            assertThat(strict.current()).isNull();
        }
    }

    private static float[] answer(LiveModel.Answering model) {
        Image image = TestNetworks.picture(3).image();
        return model.classifier().predict(List.of(image)).get(0).probabilities();
    }
}
