package io.afluente.model;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks and random examples for tests. */
public final class TestNetworks {
    public static final InputShape INPUT = new InputShape(6, 5, 1);
    public static final List<String> LABELS = List.of("a", "b", "c");
    public static final Normalisation NORMALISATION =
            new Normalisation(List.of(0.4f), List.of(0.5f));

    private TestNetworks() {}

    /** Convolution, pooling, output. */
    public static NetworkSpec small() {
        return of(
                new ConvolutionLayer.Builder(3, 3)
                        .name("conv")
                        .padding(1, 1)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build(),
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .name("pool")
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build(),
                output());
    }

    /** A hidden layer that drops half of its inputs while training. */
    public static NetworkSpec withDropout() {
        return of(
                new DenseLayer.Builder()
                        .name("hidden")
                        .nOut(8)
                        .activation(Activation.TANH)
                        .dropOut(0.5)
                        .build(),
                output());
    }

    public static NetworkSpec of(Layer... layers) {
        return of(INPUT, NORMALISATION, layers);
    }

    public static NetworkSpec of(InputShape input, Normalisation normalisation, Layer... layers) {
        NeuralNetConfiguration.ListBuilder list =
                new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(0.01)).list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        MultiLayerConfiguration configuration =
                list.setInputType(
                                InputType.convolutional(
                                        input.height(), input.width(), input.channels()))
                        .build();
        return new NetworkSpec("test", input, LABELS, normalisation, configuration.toJson());
    }

    public static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .name("output")
                .nOut(LABELS.size())
                .activation(Activation.SOFTMAX)
                .build();
    }

    public static List<Image> images(InputShape shape, int count, long seed) {
        Random random = new Random(seed);
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pixels = new byte[shape.size()];
            random.nextBytes(pixels);
            images.add(new Image(shape, pixels));
        }
        return images;
    }

    public static List<LabeledImage> examples(NetworkSpec spec, int count, long seed) {
        Random random = new Random(~seed);
        return images(spec.input(), count, seed).stream()
                .map(image -> new LabeledImage(image, random.nextInt(spec.labels().size())))
                .toList();
    }
}
