package io.afluente.model;

import io.afluente.image.InputShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Draws networks from all that a plan can do, the same for the same seed. */
public final class RandomNetworks {
    private static final List<Activation> ACTIVATIONS =
            List.of(
                    Activation.RELU,
                    Activation.RELU,
                    Activation.IDENTITY,
                    Activation.TANH,
                    Activation.SIGMOID,
                    Activation.LEAKYRELU,
                    Activation.ELU,
                    Activation.SELU,
                    Activation.SOFTPLUS,
                    Activation.SOFTSIGN,
                    Activation.HARDSIGMOID,
                    Activation.HARDTANH,
                    Activation.CUBE,
                    Activation.RATIONALTANH,
                    Activation.RECTIFIEDTANH,
                    Activation.RELU6,
                    Activation.SWISH,
                    Activation.GELU,
                    Activation.MISH);

    private final Random random;
    private final CNN2DFormat format;
    private final List<Layer> layers = new ArrayList<>();
    private int height;
    private int width;

    private RandomNetworks(long seed) {
        this.random = new Random(seed);
        this.format = chance(3) ? CNN2DFormat.NHWC : CNN2DFormat.NCHW;
        this.height = between(6, 12);
        this.width = between(6, 12);
    }

    public static NetworkSpec draw(long seed, IUpdater updater) {
        return new RandomNetworks(seed).draw(updater);
    }

    /** The same network with other parameters, none of which is its first value any more. */
    public static SavedNetwork shaken(SavedNetwork network) {
        Random random = new Random(1);
        float[] parameters = network.parameters().clone();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.2f * random.nextFloat();
        }
        return new SavedNetwork(network.spec(), parameters, new float[0], 0, Map.of());
    }

    private NetworkSpec draw(IUpdater updater) {
        InputShape shape = new InputShape(height, width, chance(2) ? 3 : 1);
        // DL4J itself can't do channels last unless a picture layer comes first
        int least = format == CNN2DFormat.NHWC ? 1 : 0;
        for (int block = between(least, 3); block > 0; block--) {
            addPictureLayer();
        }
        if (!layers.isEmpty() && chance(4)) {
            layers.add(
                    new GlobalPoolingLayer(
                            chance(2)
                                    ? org.deeplearning4j.nn.conf.layers.PoolingType.MAX
                                    : org.deeplearning4j.nn.conf.layers.PoolingType.AVG));
        }
        for (int i = between(0, 2); i > 0; i--) {
            layers.add(dense(between(2, 9), activation()));
            if (chance(4)) {
                layers.add(normalisation());
            }
        }
        addOutput();
        NeuralNetConfiguration.ListBuilder list =
                new NeuralNetConfiguration.Builder().seed(1).updater(updater).list();
        layers.forEach(list::layer);
        String json = list.setInputType(inputType(shape)).build().toJson();
        Normalisation normalisation =
                shape.channels() == 1
                        ? new Normalisation(List.of(0.4f), List.of(0.3f))
                        : new Normalisation(List.of(0.4f, 0.5f, 0.6f), List.of(0.3f, 0.4f, 0.5f));
        return new NetworkSpec("random", shape, TestNetworks.LABELS, normalisation, json);
    }

    private InputType inputType(InputShape shape) {
        boolean mayBeFlat =
                format == CNN2DFormat.NCHW && !(layers.get(0) instanceof ActivationLayer);
        boolean flat = mayBeFlat && chance(3);
        return flat
                ? InputType.convolutionalFlat(shape.height(), shape.width(), shape.channels())
                : InputType.convolutional(shape.height(), shape.width(), shape.channels(), format);
    }

    private void addPictureLayer() {
        // DL4J takes channels last only where its first layer says so
        boolean mayBeActivation = !layers.isEmpty() || format == CNN2DFormat.NCHW;
        if (!layers.isEmpty() && chance(6)) {
            layers.add(normalisation());
        } else if (mayBeActivation && chance(6)) {
            boolean first = layers.isEmpty();
            layers.add(new ActivationLayer.Builder().activation(activation()).build());
            if (first) {
                // DL4J itself can't flatten what such a first layer gives
                addConvolution();
            }
        } else if (chance(6)) {
            addPooling();
        } else if (!layers.isEmpty() && chance(4)) {
            addShape();
        } else if (chance(5)) {
            addDepthwise();
        } else {
            addConvolution();
            if (chance(3)) {
                layers.add(normalisation());
            }
            if (chance(2)) {
                addPooling();
            }
        }
    }

    /** Padding, cropping or upsampling. */
    private void addShape() {
        int kind = between(0, 2);
        if (kind == 0 && height + width < 30) {
            layers.add(
                    new Upsampling2D.Builder().size(new int[] {2, 3}).dataFormat(format).build());
            height *= 2;
            width *= 3;
        } else if (kind == 1 && height > 3 && width > 3) {
            layers.add(new Cropping2D(format, 1, 0, 1, 2));
            height -= 1;
            width -= 3;
        } else {
            layers.add(new ZeroPaddingLayer.Builder(1, 2, 0, 1).dataFormat(format).build());
            height += 3;
            width += 1;
        }
    }

    /** A convolution of each channel by itself. */
    private void addDepthwise() {
        int[] kernel = {between(1, Math.min(3, height)), between(1, Math.min(3, width))};
        int[] stride = {stride(kernel[0]), stride(kernel[1])};
        boolean same = chance(3);
        int[] padding = same ? new int[] {0, 0} : padding(kernel);
        layers.add(
                new DepthwiseConvolution2D.Builder(kernel, stride, padding)
                        .convolutionMode(same ? ConvolutionMode.Same : ConvolutionMode.Truncate)
                        .dataFormat(format)
                        .depthMultiplier(between(1, 2))
                        .hasBias(!chance(4))
                        .activation(activation())
                        .build());
        slide(same, kernel, stride, padding);
    }

    private void addConvolution() {
        int[] kernel = {between(1, Math.min(4, height)), between(1, Math.min(4, width))};
        int[] dilation = {dilation(kernel[0], height), dilation(kernel[1], width)};
        int[] reach = {reach(kernel[0], dilation[0]), reach(kernel[1], dilation[1])};
        int[] stride = {stride(kernel[0]), stride(kernel[1])};
        boolean same = chance(3);
        int[] padding = same ? new int[] {0, 0} : padding(kernel);
        layers.add(
                new ConvolutionLayer.Builder(kernel, stride, padding)
                        .dilation(dilation)
                        .convolutionMode(same ? ConvolutionMode.Same : ConvolutionMode.Truncate)
                        .dataFormat(format)
                        .hasBias(!chance(4))
                        .nOut(between(1, 6))
                        .activation(activation())
                        .build());
        slide(same, reach, stride, padding);
    }

    /** Whether a window skips values; DL4J itself can't with channels last. */
    private int dilation(int kernel, int size) {
        boolean possible = format == CNN2DFormat.NCHW && kernel > 1 && reach(kernel, 2) <= size;
        return possible && chance(5) ? 2 : 1;
    }

    private static int reach(int kernel, int dilation) {
        return (kernel - 1) * dilation + 1;
    }

    private void addPooling() {
        int[] kernel = {between(1, Math.min(3, height)), between(1, Math.min(3, width))};
        int[] stride = {stride(kernel[0]), stride(kernel[1])};
        boolean same = chance(3);
        int[] padding = same ? new int[] {0, 0} : padding(kernel);
        layers.add(
                new SubsamplingLayer.Builder(chance(2) ? PoolingType.MAX : PoolingType.AVG)
                        .kernelSize(kernel)
                        .stride(stride)
                        .padding(padding)
                        .convolutionMode(same ? ConvolutionMode.Same : ConvolutionMode.Truncate)
                        .dataFormat(format)
                        .avgPoolIncludePadInDivisor(chance(2))
                        .build());
        slide(same, kernel, stride, padding);
    }

    /** Two beside a kernel of one too: a residual network's shortcut skips pixels so. */
    private int stride(int kernel) {
        return between(1, Math.max(2, kernel));
    }

    private int[] padding(int[] kernel) {
        return new int[] {between(0, kernel[0] / 2), between(0, kernel[1] / 2)};
    }

    private void slide(boolean same, int[] kernel, int[] stride, int[] padding) {
        if (same) {
            height = (height + stride[0] - 1) / stride[0];
            width = (width + stride[1] - 1) / stride[1];
        } else {
            height = (height + 2 * padding[0] - kernel[0]) / stride[0] + 1;
            width = (width + 2 * padding[1] - kernel[1]) / stride[1] + 1;
        }
    }

    private BatchNormalization normalisation() {
        // DL4J itself can't learn by fixed ones with channels last
        boolean locked = format == CNN2DFormat.NCHW && chance(4);
        boolean plain = chance(2);
        return new BatchNormalization.Builder()
                .lockGammaBeta(locked)
                .gamma(locked && !plain ? 1.3 : 1)
                .beta(locked && !plain ? -0.2 : 0)
                .useLogStd(chance(2))
                .decay(chance(2) ? 0.9 : 0.7)
                .eps(chance(2) ? 1e-5 : 1e-3)
                .build();
    }

    private void addOutput() {
        int classes = TestNetworks.LABELS.size();
        if (chance(3)) {
            boolean softmax = chance(2);
            layers.add(dense(classes, softmax ? Activation.SOFTMAX : Activation.IDENTITY));
            layers.add(
                    new LossLayer.Builder(LossFunction.MCXENT)
                            .activation(
                                    softmax && chance(2) ? Activation.IDENTITY : Activation.SOFTMAX)
                            .build());
        } else {
            INDArray weights = chance(3) ? Nd4j.createFromArray(0.5f, 2f, 1.5f) : null;
            layers.add(
                    new OutputLayer.Builder(new LossMCXENT(weights))
                            .nOut(classes)
                            .hasBias(!chance(4))
                            .activation(Activation.SOFTMAX)
                            .build());
        }
    }

    private DenseLayer dense(int outputs, Activation activation) {
        return new DenseLayer.Builder()
                .nOut(outputs)
                .hasBias(!chance(4))
                .activation(activation)
                .build();
    }

    private Activation activation() {
        return ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
    }

    private boolean chance(int outOf) {
        return random.nextInt(outOf) == 0;
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
