package io.afluente.learn.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.image.Image;
import io.afluente.image.LabeledImage;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.ExampleForm;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Networks;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A version that gives no numbers for a single picture does not serve. */
class UnansweredPicturesTest {
    private static final Checkpoint OVERFLOWING = TestNetworks.overflowing(0);
    private static final GateSettings ON = new GateSettings(true, 0.5, 40, 60, 20, 0.05);

    private final SavedNetwork network = OVERFLOWING.network();
    private final OnlineClassifier model = Networks.online(network, 8);

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void shouldHoldWhatLeavesOneHeldOutPictureUnanswered() {
        Gate gate = gate(ON);
        gate.keep(List.of(example(0, new byte[28 * 28])));
        assertThat(judge(gate, network.parameters()).passed()).isTrue();

        gate.keep(List.of(example(1, TestNetworks.overflow())));

        assertThat(judge(gate, network.parameters()))
                .isEqualTo(new Verdict(false, "it gives no numbers for a picture"));
    }

    @Test
    void shouldHoldWhatLeavesAWhitePictureUnansweredWithOrWithoutAGate() {
        float[] large = network.parameters().clone();
        Arrays.fill(large, Float.MAX_VALUE / 10);

        for (GateSettings settings : List.of(ON, GateSettings.OFF)) {
            assertThat(judge(gate(settings), large).passed()).isFalse();
        }
        assertThat(model.parameters()).isEqualTo(network.parameters());
    }

    private Verdict judge(Gate gate, float[] parameters) {
        return gate.judge(parameters, new NetworkEvaluator(model));
    }

    private Gate gate(GateSettings settings) {
        return new Gate(
                settings,
                ExampleForm.of(network.spec()),
                1,
                new Contender("0", network.parameters()));
    }

    private Example example(long offset, byte[] pixels) {
        Image image = new Image(network.spec().input(), pixels);
        return new Example(offset, "id-" + offset, new LabeledImage(image, 0));
    }
}
