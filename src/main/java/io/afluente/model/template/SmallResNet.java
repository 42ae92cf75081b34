package io.afluente.model.template;

import io.afluente.image.InputShape;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * ResNet-8 as for CIFAR-10 (He and others 2015): a convolution and three residual blocks of two,
 * each but the first at half the size and twice the channels. Pictures above 40x40 are halved by
 * poolings before the blocks.
 */
final class SmallResNet {
    private static final double LEARNING_RATE = 0.003;
    private static final int LARGEST_IN_BLOCKS = 40;
    private static final int FIRST_CHANNELS = 16;
    private static final int BLOCKS = 3;

    private final GraphBuilder graph;
    private String latest = "input";

    private SmallResNet(InputShape input) {
        graph =
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .updater(new Adam(LEARNING_RATE))
                        .weightInit(WeightInit.RELU)
                        .graphBuilder()
                        .addInputs(latest)
                        .setInputTypes(
                                InputType.convolutional(
                                        input.height(), input.width(), input.channels()));
    }

    static ComputationGraphConfiguration configuration(InputShape input, int labels) {
        SmallResNet network = new SmallResNet(input);
        network.stem(Math.min(input.height(), input.width()));
        int channels = FIRST_CHANNELS;
        network.block(1, channels, false);
        for (int block = 2; block <= BLOCKS; block++) {
            channels *= 2;
            network.block(block, channels, true);
        }
        network.add("pool", new GlobalPoolingLayer(PoolingType.AVG));
        network.add("output", output(labels));
        return network.graph.setOutputs("output").build();
    }

    private void stem(int side) {
        convolution("stem", 3, FIRST_CHANNELS, 1);
        add("stem-relu", new ActivationLayer(Activation.RELU));
        int left = side;
        for (int pool = 1; left > LARGEST_IN_BLOCKS; pool++) {
            add(
                    "stem-pool" + pool,
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                            .kernelSize(2, 2)
                            .stride(2, 2)
                            .build());
            left /= 2;
        }
    }

    private void block(int number, int channels, boolean halves) {
        String name = "block" + number;
        String before = latest;
        int stride = halves ? 2 : 1;
        convolution(name + "-a", 3, channels, stride);
        add(name + "-a-relu", new ActivationLayer(Activation.RELU));
        convolution(name + "-b", 3, channels, 1);
        String branch = latest;
        latest = before;
        if (halves) {
            convolution(name + "-short", 1, channels, stride);
        }
        var sum = new ElementWiseVertex(ElementWiseVertex.Op.Add);
        graph.addVertex(name + "-add", sum, branch, latest);
        latest = name + "-add";
        add(name + "-relu", new ActivationLayer(Activation.RELU));
    }

    /** A convolution and its normalisation, which makes a bias of its own superfluous. */
    private void convolution(String name, int kernel, int channels, int stride) {
        // with mode Same and a kernel of 1 DL4J pads by a negative number
        add(
                name,
                new ConvolutionLayer.Builder(kernel, kernel)
                        .stride(stride, stride)
                        .convolutionMode(
                                kernel == 1 ? ConvolutionMode.Truncate : ConvolutionMode.Same)
                        .hasBias(false)
                        .nOut(channels)
                        .activation(Activation.IDENTITY)
                        .build());
        add(name + "-norm", new BatchNormalization());
    }

    private void add(String name, Layer layer) {
        graph.addLayer(name, layer, latest);
        latest = name;
    }

    private static OutputLayer output(int labels) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(labels)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.SOFTMAX)
                .build();
    }
}
