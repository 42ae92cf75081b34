package io.afluente.model.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Networks of MobileNetV2's shape (Sandler and others 2018) as PyTorch exports them: inverted
 * residuals, normalisation folded into the convolutions, planes of floats in. The weights are
 * random.
 */
public final class MobileNets {
    /** The graph's input: pictures, channels first. */
    public static final String INPUT = "input";

    /** The value that is the embedding: {@link #EMBEDDING} for each picture. */
    public static final String POOLED = "pooled";

    public static final int EMBEDDING = 1280;

    /** The graph's output, a dense layer over {@link #POOLED}. */
    public static final String LAST = "scores";

    private static final int CLASSES = 1000;

    /** Expansion, channels, how many of them, stride of the first. */
    private static final int[][] BLOCKS = {
        {1, 16, 1, 1},
        {6, 24, 2, 2},
        {6, 32, 3, 2},
        {6, 64, 4, 2},
        {6, 96, 3, 1},
        {6, 160, 3, 2},
        {6, 320, 1, 1}
    };

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("mobilenet");
    private final Random random = new Random(1);
    private String latest = INPUT;
    private int channels = 3;

    private MobileNets() {}

    /** Writes one for pictures of such a side. */
    public static Path write(Path file, int side) {
        try {
            return Files.write(file, new MobileNets().model(side).toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ModelProto model(int side) {
        graph.addInput(tensor(INPUT, 3, side, side));
        convolution(32, 3, 2, 1, true);
        for (int[] block : BLOCKS) {
            for (int i = 0; i < block[2]; i++) {
                residual(block[0], block[1], i == 0 ? block[3] : 1);
            }
        }
        convolution(EMBEDDING, 1, 1, 1, true);
        node("GlobalAveragePool", List.of(latest));
        node("Flatten", List.of(latest));
        rename(POOLED);
        node("Gemm", List.of(latest, weights(EMBEDDING, EMBEDDING, CLASSES), zeros(CLASSES)));
        rename(LAST);
        graph.addOutput(tensor(latest, CLASSES));
        return ModelProto.newBuilder()
                .setIrVersion(7)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build();
    }

    private void residual(int expansion, int out, int stride) {
        String before = latest;
        int in = channels;
        if (expansion > 1) {
            convolution(expansion * in, 1, 1, 1, true);
        }
        convolution(channels, 3, stride, channels, true);
        convolution(out, 1, 1, 1, false);
        if (stride == 1 && in == out) {
            node("Add", List.of(before, latest));
        }
    }

    private void convolution(int out, int kernel, int stride, int groups, boolean relu6) {
        int each = channels / groups;
        String weights = weights(each * kernel * kernel, out, each, kernel, kernel);
        int padding = kernel / 2;
        node(
                "Conv",
                List.of(latest, weights, zeros(out)),
                ints("kernel_shape", kernel, kernel),
                ints("strides", stride, stride),
                ints("pads", padding, padding, padding, padding),
                AttributeProto.newBuilder()
                        .setName("group")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(groups)
                        .build());
        channels = out;
        if (relu6) {
            node("Clip", List.of(latest, constant(new float[] {0}), constant(new float[] {6})));
        }
    }

    private void node(String operator, List<String> inputs, AttributeProto... attributes) {
        latest = operator + graph.getNodeCount();
        graph.addNode(
                NodeProto.newBuilder()
                        .setOpType(operator)
                        .setName(latest)
                        .addAllInput(inputs)
                        .addAllAttribute(Arrays.asList(attributes))
                        .addOutput(latest));
    }

    private void rename(String name) {
        latest = name;
        graph.getNodeBuilder(graph.getNodeCount() - 1).setOutput(0, name);
    }

    /** Drawn so that values neither fade nor grow from layer to layer. */
    private String weights(int inputs, long... dimensions) {
        float[] values = new float[(int) Arrays.stream(dimensions).reduce(1, (a, b) -> a * b)];
        double deviation = Math.sqrt(2.0 / inputs);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return constant(values, dimensions);
    }

    private String zeros(int count) {
        return constant(new float[count], count);
    }

    private String constant(float[] values, long... dimensions) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        String name = "constant" + graph.getInitializerCount();
        graph.addInitializer(
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.FLOAT_VALUE)
                        .addAllDims(Arrays.stream(dimensions).boxed().toList())
                        .setRawData(ByteString.copyFrom(bytes.array())));
        return name;
    }

    private static AttributeProto ints(String name, long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(Arrays.stream(values).boxed().toList())
                .build();
    }

    private static ValueInfoProto tensor(String name, long... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("n"));
        List<TensorShapeProto.Dimension> further = new ArrayList<>();
        for (long size : sizes) {
            further.add(TensorShapeProto.Dimension.newBuilder().setDimValue(size).build());
        }
        shape.addAllDim(further);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                                .setShape(shape)))
                .build();
    }
}
