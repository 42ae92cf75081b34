package io.afluente.model.plan;

import java.util.List;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** What all layers have in common: settings that a plan knows, or refuses. */
final class LayerChecks {
    private LayerChecks() {}

    static String name(NeuralNetConfiguration conf, int position) {
        String name = conf.getLayer().getLayerName();
        return name == null ? "layer " + position : name;
    }

    static void check(MultiLayerConfiguration network, NeuralNetConfiguration conf, String name)
            throws Unsupported {
        refuse(network.getDataType() != DataType.FLOAT, name, "data type " + network.getDataType());
        refuse(network.getBackpropType() != BackpropType.Standard, name, "truncated backprop");
        refuse(
                conf.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT,
                name,
                "the algorithm " + conf.getOptimizationAlgo());
        refuse(!conf.isMinimize() || conf.getStepFunction() != null, name, "another step function");
        checkLayer(conf.getLayer(), name);
    }

    private static void checkLayer(Layer layer, String name) throws Unsupported {
        refuse(!isEmpty(layer.getConstraints()), name, "constraints");
        IDropout dropout = layer.getIDropout();
        refuse(dropout != null && !isPlain(dropout), name, "the dropout " + dropout);
        refuse(
                layer instanceof BaseLayer learning && learning.getWeightNoise() != null,
                name,
                "weight noise");
    }

    /** Softmax and cross-entropy, all classes alike. */
    static void checkLoss(IActivation activation, ILossFunction loss, String name)
            throws Unsupported {
        refuse(!(activation instanceof ActivationSoftmax), name, "an output of " + activation);
        refuse(
                !(loss instanceof LossMCXENT entropy) || entropy.getWeights() != null,
                name,
                "the loss " + loss);
    }

    /** The probability by which dropout keeps a value of the layer's input; 1 without dropout. */
    static double keep(Layer layer) {
        return layer.getIDropout() instanceof Dropout dropout ? dropout.getP() : 1;
    }

    /** Whether a step can change the layer's parameters. */
    static boolean learns(BaseLayer layer) {
        return !isEmpty(layer.getRegularization())
                || !isEmpty(layer.getRegularizationBias())
                || !standsStill(layer.getIUpdater())
                || (layer.getBiasUpdater() != null && !standsStill(layer.getBiasUpdater()));
    }

    private static boolean standsStill(IUpdater updater) {
        return updater instanceof Sgd sgd
                && sgd.getLearningRateSchedule() == null
                && sgd.getLearningRate() == 0;
    }

    private static boolean isPlain(IDropout dropout) {
        return dropout.getClass() == Dropout.class && ((Dropout) dropout).getPSchedule() == null;
    }

    private static boolean isEmpty(List<?> list) {
        return list == null || list.isEmpty();
    }

    private static void refuse(boolean found, String name, String what) throws Unsupported {
        Unsupported.unless(name, !found, what);
    }
}
