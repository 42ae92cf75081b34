package io.afluente.model.template;

import io.afluente.image.InputShape;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Blocks of a 3x3 convolution and a pooling that halves the picture, until a side is 8 or less, and
 * the output: two blocks for 28x28, as in models/mnist, five for 224x224.
 */
final class SmallCnn {
    private static final double LEARNING_RATE = 0.003;
    private static final int SMALL_ENOUGH = 8;
    private static final int FIRST_CHANNELS = 16;
    private static final int MOST_CHANNELS = 64;

    private SmallCnn() {}

    static MultiLayerConfiguration configuration(InputShape input, int labels) {
        NeuralNetConfiguration.ListBuilder layers =
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .updater(new Adam(LEARNING_RATE))
                        .weightInit(WeightInit.XAVIER)
                        .list();
        int side = Math.min(input.height(), input.width());
        int channels = FIRST_CHANNELS;
        for (int block = 1; block == 1 || side > SMALL_ENOUGH; block++) {
            layers.layer(convolution("conv" + block, channels)).layer(pooling("pool" + block));
            side /= 2;
            channels = Math.min(2 * channels, MOST_CHANNELS);
        }
        return layers.layer(output(labels))
                .setInputType(
                        InputType.convolutional(input.height(), input.width(), input.channels()))
                .build();
    }

    private static ConvolutionLayer convolution(String name, int channels) {
        return new ConvolutionLayer.Builder(3, 3)
                .name(name)
                .padding(1, 1)
                .nOut(channels)
                .activation(Activation.RELU)
                .build();
    }

    private static SubsamplingLayer pooling(String name) {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .name(name)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }

    private static OutputLayer output(int labels) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .name("output")
                .nOut(labels)
                .activation(Activation.SOFTMAX)
                .build();
    }
}
