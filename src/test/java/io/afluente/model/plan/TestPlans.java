package io.afluente.model.plan;

import io.afluente.image.InputShape;
import io.afluente.model.network.NetworkDefinition;
import io.afluente.model.network.UnsupportedLayerException;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks, and numbers to feed them. */
final class TestPlans {
    static final InputShape INPUT = new InputShape(7, 6, 3);
    static final int CLASSES = 4;

    private TestPlans() {}

    static MultiLayerConfiguration network(Layer... layers) {
        NeuralNetConfiguration.ListBuilder list =
                new NeuralNetConfiguration.Builder().seed(5).updater(new Sgd(1)).list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        return list.setInputType(InputType.convolutional(7, 6, 3)).build();
    }

    static Layer convolution(Activation activation) {
        return new ConvolutionLayer.Builder(3, 3)
                .name("convolution")
                .padding(1, 1)
                .nOut(4)
                .activation(activation)
                .build();
    }

    static Layer pooling(PoolingType type) {
        return new SubsamplingLayer.Builder(type)
                .name("pooling")
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    static Layer dense(Activation activation) {
        return new DenseLayer.Builder().name("dense").nOut(5).activation(activation).build();
    }

    static Layer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .name("output")
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }

    static CompiledNetwork compile(Layer... layers) {
        return compile(network(layers));
    }

    static CompiledNetwork compile(MultiLayerConfiguration network) {
        try {
            return PlanCompiler.compile(new NetworkDefinition.Chain(network), INPUT);
        } catch (UnsupportedLayerException e) {
            throw new AssertionError(e);
        }
    }

    static float[] numbers(int count, double scale, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (scale * random.nextGaussian());
        }
        return numbers;
    }

    /** Examples that lie one behind the other. */
    static ExampleInputs examples(float[] values, int size) {
        return (example, out) -> out.put(values, example * size, size);
    }

    static int[] labels(int count, long seed) {
        return new Random(seed).ints(count, 0, CLASSES).toArray();
    }
}
