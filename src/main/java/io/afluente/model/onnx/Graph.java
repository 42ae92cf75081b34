package io.afluente.model.onnx;

import io.afluente.image.InputShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * An ONNX graph as it is written: a chain of operators, each applied to the value before it. The
 * number of images stays open.
 */
final class Graph {
    // of 2020, so that any runtime knows them
    private static final long OPERATOR_SET = 13;
    private static final long FORMAT = 7;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private String value = OnnxModelBuilder.INPUT;
    private int names;

    Graph(String name, InputShape input) {
        graph.setName(name)
                .addInput(
                        tensor(
                                OnnxModelBuilder.INPUT,
                                TensorProto.DataType.UINT8,
                                input.height(),
                                input.width(),
                                input.channels()));
    }

    /** The name of the latest value, to come back to it. */
    String value() {
        return value;
    }

    /** Goes on from a value of before. */
    void goBackTo(String earlier) {
        value = earlier;
    }

    /** Applies an operator to the latest value and further ones. */
    void apply(String operator, List<String> further, List<AttributeProto> attributes) {
        NodeProto.Builder node =
                NodeProto.newBuilder()
                        .setOpType(operator)
                        .addInput(value)
                        .addAllInput(further)
                        .addAllAttribute(attributes);
        value = operator + "_" + names++;
        graph.addNode(node.setName(value).addOutput(value));
    }

    void apply(String operator, List<String> further) {
        apply(operator, further, List.of());
    }

    void apply(String operator, AttributeProto... attributes) {
        apply(operator, List.of(), List.of(attributes));
    }

    /** Keeps numbers in the model. */
    String constant(float[] values, long... dimensions) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        String name = "constant_" + names++;
        graph.addInitializer(
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.FLOAT_VALUE)
                        .addAllDims(Arrays.stream(dimensions).boxed().toList())
                        .setRawData(ByteString.copyFrom(bytes.array())));
        return name;
    }

    /** Keeps whole numbers in the model. */
    String constant(long... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        String name = "constant_" + names++;
        graph.addInitializer(
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.INT64_VALUE)
                        .addDims(values.length)
                        .setRawData(ByteString.copyFrom(bytes.array())));
        return name;
    }

    String constant(float value) {
        return constant(new float[] {value});
    }

    /** The model, whose output is the latest value. */
    byte[] finish(int outputs, Map<String, String> metadata) {
        apply("Identity");
        graph.getNodeBuilder(graph.getNodeCount() - 1).setOutput(0, OnnxModelBuilder.OUTPUT);
        graph.addOutput(tensor(OnnxModelBuilder.OUTPUT, TensorProto.DataType.FLOAT, outputs));
        ModelProto.Builder model =
                ModelProto.newBuilder()
                        .setIrVersion(FORMAT)
                        .setProducerName("afluente")
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                        .setGraph(graph);
        metadata.forEach(
                (key, text) ->
                        model.addMetadataProps(
                                StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
        return model.build().toByteArray();
    }

    private static ValueInfoProto tensor(String name, TensorProto.DataType type, int... sizes) {
        TensorShapeProto.Builder shape =
                TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("images"));
        for (int size : sizes) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(type.getNumber())
                                                .setShape(shape)))
                .build();
    }
}
