package io.afluente.model.dl4j;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.file.NetworkConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A widespread mistake, to compare with: the network ends in a softmax, and the loss applies
 * another to it (PyTorch's {@code CrossEntropyLoss} expects values before softmax). The gradient is
 * all but gone where an answer is sure and wrong.
 */
public final class SoftmaxTwice {
    private SoftmaxTwice() {}

    /** The same network with a second softmax; the parameters and their order stay. */
    public static NetworkSpec of(NetworkSpec spec) {
        MultiLayerConfiguration network = NetworkConfiguration.parse(spec.configuration());
        NeuralNetConfiguration last = network.getConf(network.getConfs().size() - 1);
        if (!(last.getLayer() instanceof OutputLayer output)) {
            throw new BadNetworkException("softmax twice: the network must end in an output layer");
        }
        NeuralNetConfiguration loss = last.clone();
        loss.setLayer(lossAlone(output));
        last.setLayer(dense(output));
        network.getConfs().add(loss);
        return spec.with(NetworkConfiguration.canonical(network));
    }

    private static DenseLayer dense(OutputLayer output) {
        DenseLayer dense =
                new DenseLayer.Builder()
                        .name(output.getLayerName())
                        .hasBias(output.hasBias())
                        .nIn(output.getNIn())
                        .build();
        fill(dense, output);
        return dense;
    }

    private static LossLayer lossAlone(OutputLayer output) {
        LossLayer loss = new LossLayer.Builder(LossFunction.MCXENT).name("loss").build();
        loss.setNIn(output.getNOut());
        fill(loss, output);
        return loss;
    }

    // what a builder leaves open DL4J can write, but not read
    private static void fill(FeedForwardLayer layer, OutputLayer like) {
        layer.setNOut(like.getNOut());
        layer.setActivationFn(new ActivationSoftmax());
        layer.setWeightInitFn(like.getWeightInitFn());
        layer.setBiasInit(like.getBiasInit());
        layer.setGainInit(like.getGainInit());
        layer.setIUpdater(like.getIUpdater());
        layer.setBiasUpdater(like.getBiasUpdater());
        layer.setRegularization(like.getRegularization());
        layer.setRegularizationBias(like.getRegularizationBias());
        layer.setGradientNormalization(like.getGradientNormalization());
        layer.setGradientNormalizationThreshold(like.getGradientNormalizationThreshold());
    }
}
