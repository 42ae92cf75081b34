package io.afluente.model.dl4j;

import io.afluente.model.GraphNetworks;
import io.afluente.model.NetworkSpec;
import io.afluente.model.TestNetworks;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Networks that between them remember, from step to step, all that a network can. */
final class LearningNetworks {
    private LearningNetworks() {}

    /** Those that plans can learn as well. */
    static Map<String, NetworkSpec> ofPlansToo() {
        Map<String, NetworkSpec> networks = new LinkedHashMap<>();
        for (String updater : Tuning.updaters()) {
            networks.put(updater, Tuning.updater(TestNetworks.small(), updater));
        }
        networks.put("dropout", TestNetworks.withDropout());
        networks.put("an updater for each layer", ofSeveralUpdaters());
        networks.put("a rate that falls from step to step", ofFallingRate());
        networks.put("clipped and decayed", clippedAndDecayed());
        networks.put("batch normalisation", normalised());
        networks.put("a graph", GraphNetworks.small());
        return networks;
    }

    /** Those with randomness that only DL4J's own network has. */
    static Map<String, NetworkSpec> ofStockAlone() {
        Map<String, NetworkSpec> networks = new LinkedHashMap<>();
        networks.put("gaussian dropout", dropping(new GaussianDropout(0.5)));
        networks.put("gaussian noise", dropping(new GaussianNoise(0.1)));
        networks.put("alpha dropout", dropping(new AlphaDropout(0.5)));
        networks.put(
                "dropped connections",
                TestNetworks.of(
                        hidden().weightNoise(new DropConnect(0.5)).build(), TestNetworks.output()));
        return networks;
    }

    private static NetworkSpec ofSeveralUpdaters() {
        return TestNetworks.of(
                hidden().updater(new AMSGrad(0.01)).biasUpdater(new RmsProp(0.01)).build(),
                hidden().name("still").updater(new NoOp()).build(),
                TestNetworks.output());
    }

    private static NetworkSpec ofFallingRate() {
        return TestNetworks.of(
                hidden().updater(
                                new Adam(
                                        new ExponentialSchedule(ScheduleType.ITERATION, 0.05, 0.8)))
                        .build(),
                TestNetworks.output());
    }

    private static NetworkSpec normalised() {
        return TestNetworks.of(
                new ConvolutionLayer.Builder(3, 3).nOut(4).hasBias(false).build(),
                new BatchNormalization(),
                new ActivationLayer(Activation.RELU),
                hidden().build(),
                new BatchNormalization.Builder().useLogStd(false).lockGammaBeta(true).build(),
                TestNetworks.output());
    }

    private static NetworkSpec clippedAndDecayed() {
        return TestNetworks.of(
                hidden().weightDecay(0.01)
                        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                        .gradientNormalizationThreshold(0.1)
                        .build(),
                TestNetworks.output());
    }

    private static NetworkSpec dropping(IDropout dropout) {
        return TestNetworks.of(hidden().dropOut(dropout).build(), TestNetworks.output());
    }

    private static DenseLayer.Builder hidden() {
        return new DenseLayer.Builder().name("hidden").nOut(8).activation(Activation.TANH);
    }
}
