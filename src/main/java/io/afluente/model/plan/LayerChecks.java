package io.afluente.model.plan;

import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.NetworkDefinition.Node;
import io.afluente.model.network.UnsupportedLayerException;
import java.util.List;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;

/** Settings of learning that a plan knows, or refuses; they change no answer. */
final class LayerChecks {
    private LayerChecks() {}

    /** Refuses what a training step of a plan doesn't do. */
    static void check(NetworkDefinition network) throws UnsupportedLayerException {
        for (Node node : network.nodes()) {
            if (node.isLayer()) {
                check(network, node.layer(), node.name());
            }
        }
    }

    private static void check(NetworkDefinition network, NeuralNetConfiguration conf, String name)
            throws UnsupportedLayerException {
        refuse(network.dataType() != DataType.FLOAT, name, "data type " + network.dataType());
        refuse(network.backpropType() != BackpropType.Standard, name, "truncated backprop");
        refuse(
                conf.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT,
                name,
                "the algorithm " + conf.getOptimizationAlgo());
        refuse(!conf.isMinimize() || conf.getStepFunction() != null, name, "another step function");
        checkLayer(conf.getLayer(), name);
    }

    private static void checkLayer(Layer layer, String name) throws UnsupportedLayerException {
        refuse(!isEmpty(layer.getConstraints()), name, "constraints");
        IDropout dropout = layer.getIDropout();
        refuse(dropout != null && !isPlain(dropout), name, "the dropout " + dropout);
        refuse(
                layer instanceof BaseLayer learning && learning.getWeightNoise() != null,
                name,
                "weight noise");
    }

    private static boolean isPlain(IDropout dropout) {
        return dropout.getClass() == Dropout.class && ((Dropout) dropout).getPSchedule() == null;
    }

    private static boolean isEmpty(List<?> list) {
        return list == null || list.isEmpty();
    }

    private static void refuse(boolean found, String name, String what)
            throws UnsupportedLayerException {
        UnsupportedLayerException.unless(name, !found, what);
    }
}
