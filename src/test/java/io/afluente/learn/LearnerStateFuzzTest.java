package io.afluente.learn;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.afluente.Refusal;
import io.afluente.TestLearning;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Normalisation;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.Networks;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What a checkpoint from anywhere says of its learner. */
class LearnerStateFuzzTest {
    private static final InputShape SHAPE = new InputShape(2, 2, 1);
    private static final LearnSettings SETTINGS = TestLearning.everything();
    private static final Checkpoint LEARNED = learned();

    @MethodSource("states")
    @FuzzTest(maxDuration = "10m")
    void learnerState(byte[] state) {
        AtomicReference<Learner> begun = new AtomicReference<>();
        Refusal.orRead(BadNetworkException.class, () -> begun.set(begin(with(state))));
        if (begun.get() != null) {
            learnAndSave(begun.get());
        }
    }

    private static Learner begin(Checkpoint checkpoint) {
        return new Learner(checkpoint, SETTINGS, TestLearning.PROVENANCE);
    }

    /** What was not refused must be something that learning can go on from. */
    private static void learnAndSave(Learner learner) {
        try (learner) {
            for (int i = 0; i < 12; i++) {
                learner.take(example(1_000 + i));
            }
            learner.take(new Control(2_000, Control.Order.CHECKPOINT));
            Parts.bytesOf(learner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Checkpoint with(byte[] state) {
        SavedNetwork network = LEARNED.network();
        SavedNetwork other =
                new SavedNetwork(
                        network.spec(),
                        network.parameters(),
                        network.updaterState(),
                        network.steps(),
                        Map.of("learner.bin", state));
        return new Checkpoint(
                LEARNED.version(), LEARNED.lineage(), other, LEARNED.bytes(), LEARNED.learner());
    }

    /** A line that has learned a little, so that there is something in every part. */
    private static Checkpoint learned() {
        SavedNetwork initial = Networks.initial(network(), 1);
        Lineage lineage = Lineage.beginning(null, initial, 1, "test", "test");
        Checkpoint first = Checkpoint.seal(0, initial, lineage, new byte[0]);
        try (Learner learner = new Learner(first, SETTINGS, TestLearning.PROVENANCE)) {
            Checkpoint last = first;
            for (int i = 0; i < 100; i++) {
                last =
                        learner.take(example(i))
                                .cut()
                                .map(CheckpointDecision::checkpoint)
                                .orElse(last);
            }
            return last;
        }
    }

    private static Example example(int number) {
        byte[] pixels = {(byte) number, (byte) (number * 50), (byte) (number * 90), 0};
        return new Example(number, "", new LabeledImage(new Image(SHAPE, pixels), number % 2));
    }

    private static NetworkSpec network() {
        String configuration =
                new NeuralNetConfiguration.Builder()
                        .updater(new Adam(0.01))
                        .list()
                        .layer(
                                new OutputLayer.Builder(LossFunction.MCXENT)
                                        .nOut(2)
                                        .activation(Activation.SOFTMAX)
                                        .build())
                        .setInputType(InputType.convolutional(2, 2, 1))
                        .build()
                        .toJson();
        return new NetworkSpec(
                "tiny",
                SHAPE,
                List.of("even", "odd"),
                new Normalisation(List.of(0.5f), List.of(0.5f)),
                configuration);
    }

    static Stream<byte[]> states() {
        return Stream.of(LEARNED.learnerState());
    }
}
