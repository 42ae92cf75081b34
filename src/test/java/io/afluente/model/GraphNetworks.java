package io.afluente.model;

import io.afluente.image.InputShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks with branches, as DL4J's {@code ComputationGraph} has them. */
public final class GraphNetworks {
    private static final Normalisation GREY = TestNetworks.NORMALISATION;
    private static final Normalisation COLOUR =
            new Normalisation(List.of(0.4f, 0.5f, 0.6f), List.of(0.3f, 0.4f, 0.5f));

    private final Random random;
    private final CNN2DFormat format;
    private final GraphBuilder graph;
    private String latest = "pixels";
    private int channels;

    private GraphNetworks(long seed, CNN2DFormat format, IUpdater updater) {
        this.random = new Random(seed);
        this.format = format;
        this.graph =
                new NeuralNetConfiguration.Builder()
                        .seed(1)
                        .updater(updater)
                        .graphBuilder()
                        .addInputs("pixels");
    }

    /** Residual blocks, merged branches and what may stand between them, the same for one seed. */
    public static NetworkSpec draw(long seed, IUpdater updater) {
        CNN2DFormat format = seed % 3 == 0 ? CNN2DFormat.NHWC : CNN2DFormat.NCHW;
        return new GraphNetworks(seed, format, updater).draw();
    }

    /** A small residual network with dropout in a branch, whose input feeds two layers. */
    public static NetworkSpec small() {
        GraphNetworks network = new GraphNetworks(1, CNN2DFormat.NCHW, new Adam(0.01));
        network.channels = 1;
        network.merge();
        network.graph.addLayer("drop", new DropoutLayer(0.7), network.latest);
        network.latest = "drop";
        network.residual(network.channels, 1);
        return network.end(TestNetworks.INPUT, GREY, TestNetworks.LABELS, true);
    }

    /**
     * ResNet-8 (He and others 2015, as for CIFAR-10) for pictures of 32x32 in colour: a convolution
     * and three residual blocks of two, each but the first at half the size and twice the channels.
     */
    public static NetworkSpec resNet8(IUpdater updater) {
        GraphNetworks network = new GraphNetworks(1, CNN2DFormat.NCHW, updater);
        network.channels = 3;
        network.convolution(3, 16, 1);
        network.normalise();
        network.activate(Activation.RELU);
        network.residual(16, 1);
        network.residual(32, 2);
        network.residual(64, 2);
        List<String> labels = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        return network.end(new InputShape(32, 32, 3), COLOUR, labels, true);
    }

    private NetworkSpec draw() {
        InputShape shape = new InputShape(between(6, 9), between(6, 9), random.nextInt(2) * 2 + 1);
        channels = shape.channels();
        if (random.nextBoolean()) {
            convolution(between(1, 3), between(2, 5), 1);
        }
        for (int block = between(1, 3); block > 0; block--) {
            if (random.nextInt(3) == 0) {
                merge();
            } else {
                residual(random.nextBoolean() ? channels : between(2, 5), between(1, 2));
            }
        }
        Normalisation normalisation = shape.channels() == 1 ? GREY : COLOUR;
        return end(shape, normalisation, TestNetworks.LABELS, random.nextBoolean());
    }

    private void residual(int outputs, int stride) {
        String before = latest;
        int inputs = channels;
        convolution(3, outputs, stride);
        normalise();
        activate(Activation.RELU);
        convolution(3, outputs, 1);
        normalise();
        String branch = latest;
        latest = before;
        channels = inputs;
        if (outputs != inputs || stride > 1) {
            convolution(1, outputs, stride);
            if (random.nextBoolean()) {
                normalise();
            }
        }
        String sum = name("add");
        graph.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), branch, latest);
        latest = sum;
        channels = outputs;
        activate(random.nextInt(4) == 0 ? Activation.TANH : Activation.RELU);
    }

    /** Three branches, the third of which is an activation of what feeds all. */
    private void merge() {
        String before = latest;
        int inputs = channels;
        List<String> branches = new ArrayList<>();
        int outputs = inputs;
        for (int kernel : new int[] {1, 3}) {
            latest = before;
            channels = inputs;
            convolution(kernel, between(2, 4), 1);
            outputs += channels;
            branches.add(latest);
        }
        latest = before;
        activate(Activation.RELU);
        branches.add(latest);
        String merged = name("merge");
        graph.addVertex(merged, new MergeVertex(), branches.toArray(String[]::new));
        latest = merged;
        channels = outputs;
    }

    private void convolution(int kernel, int outputs, int stride) {
        // with this mode and a kernel of 1 DL4J pads by a negative number
        boolean same = kernel > 1;
        add(
                "conv",
                new ConvolutionLayer.Builder(kernel, kernel)
                        .stride(stride, stride)
                        .convolutionMode(same ? ConvolutionMode.Same : ConvolutionMode.Truncate)
                        .dataFormat(format)
                        .hasBias(random.nextInt(4) == 0)
                        .nOut(outputs)
                        .activation(Activation.IDENTITY)
                        .build());
        channels = outputs;
    }

    private void normalise() {
        add("norm", new BatchNormalization());
    }

    private void activate(Activation activation) {
        add("activation", new ActivationLayer(activation));
    }

    private void add(String kind, org.deeplearning4j.nn.conf.layers.Layer layer) {
        String name = name(kind);
        graph.addLayer(name, layer, latest);
        latest = name;
    }

    // names with dots, as importers give them, look like classes
    private String name(String kind) {
        return kind + "." + graph.getVertices().size();
    }

    private NetworkSpec end(
            InputShape shape, Normalisation normalisation, List<String> labels, boolean pooled) {
        if (pooled) {
            add("pool", new GlobalPoolingLayer(PoolingType.AVG));
        } else {
            add("dense", new DenseLayer.Builder().nOut(5).activation(Activation.TANH).build());
        }
        graph.addLayer(
                        "output",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nOut(labels.size())
                                .activation(Activation.SOFTMAX)
                                .build(),
                        latest)
                .setOutputs("output")
                .setInputTypes(
                        InputType.convolutional(
                                shape.height(), shape.width(), shape.channels(), format));
        String json = graph.build().toJson();
        return new NetworkSpec("graph", shape, labels, normalisation, json);
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
