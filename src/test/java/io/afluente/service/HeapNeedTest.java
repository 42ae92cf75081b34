package io.afluente.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestNetworks;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.gate.GateSettings;
import io.afluente.model.NetworkSpec;
import io.afluente.model.dl4j.Tuning;
import io.afluente.setting.UserException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network that does not fit is refused before anything of its size is there. */
class HeapNeedTest {
    private static final LearnSettings PLAIN = new LearnSettings(16, 5, 1, 1000, 0.01);
    private static final LearnSettings GATED =
            PLAIN.withGate(new GateSettings(true, 0.1, 100, 100, 10, 0.02));
    private static final long MANY = 25_000_000;

    @Test
    void shouldSayWhatALearnerOfALargeNetworkTakes() {
        HeapNeed need = HeapNeed.toLearn(network(31_446), GATED);

        assertThat(need.parameters()).isBetween(MANY - 1_000, MANY + 1_000);
        assertThat(need.megabytes()).isBetween(4_100L, 6_000L);
        assertThatCode(() -> need.require(need.bytes())).doesNotThrowAnyException();
        assertThatThrownBy(() -> need.require(4L << 30))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "mnist: to learn a network of 24,999,580 parameters takes a heap of %,d MB at least, and this process has 4,096; give it more: AFLUENTE_JAVA_OPTS=-Xmx%dm"
                                .formatted(need.megabytes(), need.megabytes() * 3 / 2));
    }

    @Test
    void shouldNeedMoreForWhatIsKeptOfEachParameter() {
        NetworkSpec adam = network(1_000);
        long need = HeapNeed.toLearn(adam, PLAIN).bytes();

        assertThat(HeapNeed.toLearn(Tuning.updater(adam, "sgd"), PLAIN).bytes()).isLessThan(need);
        assertThat(HeapNeed.toLearn(Tuning.updater(adam, "amsgrad"), PLAIN).bytes())
                .isGreaterThan(need);
        assertThat(HeapNeed.toLearn(adam, GATED).bytes()).isGreaterThan(need);
        assertThat(HeapNeed.toAnswer(adam).bytes()).isLessThan(need);
    }

    @Test
    void shouldAnswerWhereNothingCanBeLearned() {
        HeapNeed need = HeapNeed.toAnswer(network(31_446));

        assertThat(need.megabytes()).isBetween(1_000L, 1_500L);
        assertThatThrownBy(() -> need.require(256L << 20))
                .hasMessageContaining("mnist: to classify by a network of 24,999,580 parameters");
    }

    @Test
    void shouldLetASmallNetworkRunInTheLeastHeap() {
        HeapNeed.toAnswer(TestNetworks.mnist()).require(48L << 20);
        HeapNeed.toLearn(TestNetworks.mnist(), GATED).require(48L << 20);
    }

    /** As a configuration alone: no vector of that length. */
    private static NetworkSpec network(int hidden) {
        NetworkSpec mnist = TestNetworks.mnist();
        String json =
                new NeuralNetConfiguration.Builder()
                        .updater(new Adam(0.001))
                        .list(
                                new DenseLayer.Builder()
                                        .nOut(hidden)
                                        .activation(Activation.RELU)
                                        .build(),
                                new OutputLayer.Builder(LossFunction.MCXENT)
                                        .nOut(10)
                                        .activation(Activation.SOFTMAX)
                                        .build())
                        .setInputType(InputType.convolutional(28, 28, 1))
                        .build()
                        .toJson();
        return mnist.with(json);
    }
}
