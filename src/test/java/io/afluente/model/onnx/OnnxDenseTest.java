package io.afluente.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.model.BadNetworkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Last layers as PyTorch, TensorFlow and PaddlePaddle write them. */
class OnnxDenseTest {
    /** Two inputs by rows, three outputs by columns. */
    private static final float[] BY_INPUT = {1, 2, 3, 4, 5, 6};

    private static final float[] BIAS = {7, 8, 9};

    @TempDir private Path folder;

    @Test
    void shouldReadAProductAndASum() throws IOException {
        GraphProto.Builder graph =
                graph(weights("w", BY_INPUT, 2, 3), weights("b", BIAS, 3))
                        .addNode(node("MatMul", "y", "x", "w"))
                        .addNode(node("Add", "z", "b", "y"))
                        .addNode(node("Softmax", "p", "z"));

        assertThat(last(graph).orElseThrow().parameters())
                .containsExactly(1, 4, 2, 5, 3, 6, 7, 8, 9);
    }

    @Test
    void shouldReadWeightsThatAreStoredByOutput() throws IOException {
        NodeProto.Builder gemm =
                node("Gemm", "y", "x", "w", "b")
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("transB")
                                        .setType(AttributeProto.AttributeType.INT)
                                        .setI(1));
        GraphProto.Builder graph =
                graph(weights("w", BY_INPUT, 3, 2), weights("b", BIAS, 3)).addNode(gemm);

        OnnxDense dense = last(graph).orElseThrow();
        assertThat(dense.inputs()).isEqualTo(2);
        assertThat(dense.outputs()).isEqualTo(3);
        assertThat(dense.parameters()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void shouldReadAProductWithoutABias() throws IOException {
        GraphProto.Builder graph =
                graph(weights("w", BY_INPUT, 2, 3)).addNode(node("MatMul", "y", "x", "w"));

        assertThat(last(graph).orElseThrow().parameters())
                .containsExactly(1, 4, 2, 5, 3, 6, 0, 0, 0);
    }

    @Test
    void shouldNotTakeALayerWhoseBiasIsNoConstantOfItsSize() throws IOException {
        GraphProto.Builder computed =
                graph(weights("w", BY_INPUT, 2, 3))
                        .addNode(node("Shape", "b", "x"))
                        .addNode(node("Gemm", "y", "x", "w", "b"));
        GraphProto.Builder single =
                graph(weights("w", BY_INPUT, 2, 3), weights("b", new float[] {7}, 1))
                        .addNode(node("MatMul", "y", "x", "w"))
                        .addNode(node("Add", "z", "y", "b"));

        assertThat(last(computed)).isEmpty();
        assertThat(last(single)).isEmpty();
    }

    @Test
    void shouldNotTakeALayerThatSomethingElseFollows() throws IOException {
        GraphProto.Builder graph =
                graph(weights("w", BY_INPUT, 2, 3))
                        .addNode(node("MatMul", "y", "x", "w"))
                        .addNode(node("Sigmoid", "p", "y"));

        assertThat(last(graph)).isEmpty();
    }

    @Test
    void shouldNotTakeWeightsThatAreNoFloats() throws IOException {
        TensorProto.Builder half =
                weights("w", BY_INPUT, 2, 3).setDataType(TensorProto.DataType.FLOAT16_VALUE);

        assertThat(last(graph(half).addNode(node("MatMul", "y", "x", "w")))).isEmpty();
    }

    @Test
    void shouldRefuseWeightsInOtherFiles() {
        TensorProto.Builder elsewhere =
                weights("w", BY_INPUT, 2, 3).setDataLocation(TensorProto.DataLocation.EXTERNAL);
        GraphProto.Builder graph = graph(elsewhere).addNode(node("MatMul", "y", "x", "w"));

        assertThatThrownBy(() -> read(graph))
                .isInstanceOf(BadNetworkException.class)
                .hasMessage("its weights are in other files; export it with all of them inside");
    }

    private Optional<OnnxDense> last(GraphProto.Builder graph) throws IOException {
        return OnnxDense.last(read(graph));
    }

    private OnnxGraph read(GraphProto.Builder graph) throws IOException {
        byte[] model = ModelProto.newBuilder().setGraph(graph).build().toByteArray();
        return OnnxGraph.read(Files.write(folder.resolve("network.onnx"), model));
    }

    private static GraphProto.Builder graph(TensorProto.Builder... weights) {
        GraphProto.Builder graph = GraphProto.newBuilder();
        for (TensorProto.Builder each : weights) {
            graph.addInitializer(each);
        }
        return graph;
    }

    private static NodeProto.Builder node(String operator, String output, String... inputs) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).addOutput(output);
        for (String input : inputs) {
            node.addInput(input);
        }
        return node;
    }

    private static TensorProto.Builder weights(String name, float[] values, long... dimensions) {
        TensorProto.Builder weights =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.FLOAT_VALUE);
        for (long size : dimensions) {
            weights.addDims(size);
        }
        for (float value : values) {
            weights.addFloatData(value);
        }
        return weights;
    }
}
