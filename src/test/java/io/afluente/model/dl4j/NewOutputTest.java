package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afluente.image.Image;
import io.afluente.model.BadNetworkException;
import io.afluente.model.GraphNetworks;
import io.afluente.model.NetworkSpec;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.Prediction;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import io.afluente.model.file.NetworkConfiguration;
import io.afluente.model.network.StockModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** A label more, in networks of every kind that can have one. */
class NewOutputTest {
    private static Stream<Map.Entry<String, NetworkSpec>> networks() {
        Map<String, NetworkSpec> all = new LinkedHashMap<>();
        all.putAll(LearningNetworks.ofPlansToo());
        all.putAll(LearningNetworks.ofStockAlone());
        all.put("graph", GraphNetworks.small());
        all.put("residual", GraphNetworks.resNet8(new Adam(0.01)));
        all.put("convolution last", convolutionLast());
        all.put(
                "dense, then loss",
                TestNetworks.of(
                        dense(3), new LossLayer.Builder().activation(Activation.SOFTMAX).build()));
        all.put("without biases", withoutBiases());
        all.put("weighed labels", weighed());
        Tuning.updaters()
                .forEach(u -> all.put("small by " + u, Tuning.updater(TestNetworks.small(), u)));
        return all.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldAnswerWhatItHasAnswered(Map.Entry<String, NetworkSpec> network) {
        NetworkSpec before = network.getValue();
        SavedNetwork saved = Networks.initial(before, 3);
        NetworkSpec after = AddedLabels.with(saved.spec(), "new");
        float[] grown = new NewOutput(saved.spec()).mean(saved.parameters());
        List<Image> images = TestNetworks.images(before.input(), 7, 5);

        List<Prediction> then = answers(saved, images);
        List<Prediction> now =
                answers(new SavedNetwork(after, grown, new float[0], 0, Map.of()), images);

        for (int i = 0; i < images.size(); i++) {
            float[] p = then.get(i).probabilities();
            float[] q = now.get(i).probabilities();
            assertThat(q).hasSize(p.length + 1);
            float known = 1 - q[p.length];
            for (int label = 0; label < p.length; label++) {
                assertThat(q[label] / known).isCloseTo(p[label], within(1e-5f));
            }
            assertThat(now.get(i).label()).isEqualTo(then.get(i).label());
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldLeaveToEachParameterWhatItsUpdaterKeeps(Map.Entry<String, NetworkSpec> network) {
        SavedNetwork saved = Networks.initial(network.getValue(), 3);
        NetworkSpec after = AddedLabels.with(saved.spec(), "new");
        float[] marks = new float[saved.parameters().length];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = i + 1;
        }
        SavedNetwork marked =
                new SavedNetwork(saved.spec(), marks, state(saved.spec(), marks), 9, Map.of());

        SavedNetwork grown = new NewOutput(saved.spec()).grown(marked, after, 1);

        assertThat(grown.steps()).isEqualTo(9);
        float[] expected = state(after, grown.parameters());
        assertThat(grown.updaterState()).hasSameSizeAs(expected);
        int kept = 0;
        for (int i = 0; i < expected.length; i++) {
            boolean same = grown.updaterState()[i] == expected[i];
            assertThat(same || grown.updaterState()[i] < 1e-3).isTrue();
            kept += same ? 1 : 0;
        }
        assertThat(kept).isGreaterThanOrEqualTo(marked.updaterState().length);
    }

    /** What an updater would keep of each parameter if that were its value, and twice that. */
    private static float[] state(NetworkSpec spec, float[] values) {
        StockModel model = StockModel.drawn(NetworkConfiguration.read(spec.configuration()));
        var view = model.updater().getStateViewArray();
        float[] state = new float[view == null ? 0 : Math.toIntExact(view.length())];
        for (UpdaterBlock block : model.updater().getUpdaterBlocks()) {
            int size = block.getParamOffsetEnd() - block.getParamOffsetStart();
            int from = block.getUpdaterViewOffsetStart();
            for (int i = from; i < block.getUpdaterViewOffsetEnd(); i++) {
                state[i] =
                        values[block.getParamOffsetStart() + (i - from) % size]
                                * ((i - from) / size + 1);
            }
        }
        return state;
    }

    @Test
    void shouldBeTheNetworkItWasWithoutTheLabelsAgain() {
        NetworkSpec begun = Networks.initial(GraphNetworks.small(), 2).spec();
        int labels = begun.labels().size();

        NetworkSpec grown = AddedLabels.with(AddedLabels.with(begun, "one"), "two");

        assertThat(grown.labels()).hasSize(labels + 2).endsWith("one", "two");
        assertThat(AddedLabels.first(grown, labels)).isEqualTo(begun);
        assertThat(AddedLabels.of(grown, Networks.initial(grown, 1).parameters().length))
                .isEqualTo(labels + 2);
        assertThat(AddedLabels.of(grown, Networks.initial(begun, 1).parameters().length))
                .isEqualTo(labels);
    }

    @Test
    void shouldDrawTheSameOutputFromTheSameSeedAndNumber() {
        NetworkSpec spec = TestNetworks.small();
        float[] parameters = Networks.initial(spec, 1).parameters();
        NewOutput output = new NewOutput(spec);

        assertThat(output.drawn(parameters, 1))
                .containsExactly(output.drawn(parameters, 1))
                .isNotEqualTo(output.drawn(parameters, 2))
                .isNotEqualTo(output.mean(parameters));
    }

    @Test
    void shouldRefuseOutputsThatNothingCanBeAddedTo() {
        NetworkSpec normalised =
                TestNetworks.of(
                        dense(3),
                        new BatchNormalization.Builder().build(),
                        new LossLayer.Builder().build());

        assertThatThrownBy(() -> AddedLabels.with(normalised, "new"))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("no label can be added")
                .hasMessageContaining("BatchNormalization");
        assertThatThrownBy(() -> AddedLabels.with(TestNetworks.small(), "a"))
                .hasMessage("label: \"a\" is there already");
        assertThatThrownBy(() -> AddedLabels.with(TestNetworks.small(), "a\nb"))
                .hasMessageContaining("can't be written");
    }

    private static List<Prediction> answers(SavedNetwork network, List<Image> images) {
        try (OnlineClassifier classifier = Networks.online(network, images.size())) {
            return classifier.predict(images);
        }
    }

    private static DenseLayer dense(int outputs) {
        return new DenseLayer.Builder().nOut(outputs).activation(Activation.IDENTITY).build();
    }

    private static NetworkSpec convolutionLast() {
        return TestNetworks.of(
                new ConvolutionLayer.Builder(3, 3).nOut(3).activation(Activation.IDENTITY).build(),
                new GlobalPoolingLayer.Builder(PoolingType.AVG).build(),
                new ActivationLayer.Builder().activation(Activation.IDENTITY).build(),
                new LossLayer.Builder().activation(Activation.SOFTMAX).build());
    }

    private static NetworkSpec withoutBiases() {
        return TestNetworks.of(
                new OutputLayer.Builder()
                        .nOut(3)
                        .hasBias(false)
                        .activation(Activation.SOFTMAX)
                        .lossFunction(new LossMCXENT())
                        .build());
    }

    private static NetworkSpec weighed() {
        return TestNetworks.of(
                new OutputLayer.Builder()
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .lossFunction(new LossMCXENT(Nd4j.createFromArray(1f, 2f, 3f)))
                        .build());
    }
}
