package io.afluente.model.onnx;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.model.BadNetworkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.SparseTensorProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TrainingInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.protobuf.ByteString;

class WeightsInsideTest {
    private static final TensorProto ELSEWHERE =
            TensorProto.newBuilder().setDataLocation(TensorProto.DataLocation.EXTERNAL).build();

    @TempDir private Path folder;

    static Stream<GraphProto> graphs() {
        NodeProto constant = node(AttributeProto.newBuilder().setT(ELSEWHERE));
        GraphProto inner = GraphProto.newBuilder().addNode(constant).build();
        return Stream.of(
                GraphProto.newBuilder().addInitializer(ELSEWHERE).build(),
                GraphProto.newBuilder()
                        .addSparseInitializer(SparseTensorProto.newBuilder().setValues(ELSEWHERE))
                        .build(),
                inner,
                GraphProto.newBuilder()
                        .addNode(node(AttributeProto.newBuilder().setG(inner)))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void shouldRefuseWeightsElsewhereWhereverTheyAreNamed(GraphProto graph) throws IOException {
        assertRefused(ModelProto.newBuilder().setGraph(graph));
        assertRefused(
                ModelProto.newBuilder()
                        .addTrainingInfo(TrainingInfoProto.newBuilder().setAlgorithm(graph)));
    }

    @Test
    void shouldTakeWeightsThatAreInside() {
        TensorProto inside =
                TensorProto.newBuilder()
                        .setName("w")
                        .setDataLocation(TensorProto.DataLocation.DEFAULT)
                        .setRawData(ByteString.copyFrom(new byte[1 << 20]))
                        .build();
        ModelProto.Builder model =
                ModelProto.newBuilder().setGraph(GraphProto.newBuilder().addInitializer(inside));

        assertThatCode(() -> WeightsInside.require(written(model.build().toByteArray())))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseWhatIsNoModel() {
        byte[] model =
                ModelProto.newBuilder()
                        .setGraph(GraphProto.newBuilder().setName("a graph"))
                        .build()
                        .toByteArray();

        assertThatThrownBy(() -> WeightsInside.require(written(Arrays.copyOf(model, 5))))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageStartingWith("is no ONNX model: ");
    }

    @Test
    void shouldRefuseGraphsInGraphsWithoutAnEnd() {
        GraphProto nested = GraphProto.getDefaultInstance();
        for (int depth = 0; depth < 40; depth++) {
            nested =
                    GraphProto.newBuilder()
                            .addNode(node(AttributeProto.newBuilder().setG(nested)))
                            .build();
        }
        byte[] model = ModelProto.newBuilder().setGraph(nested).build().toByteArray();

        assertThatThrownBy(() -> WeightsInside.require(written(model)))
                .isInstanceOf(BadNetworkException.class)
                .hasMessage("is no ONNX model: it is nested too deeply");
    }

    private void assertRefused(ModelProto.Builder model) throws IOException {
        Path file = written(model.build().toByteArray());
        assertThatThrownBy(() -> WeightsInside.require(file))
                .isInstanceOf(BadNetworkException.class)
                .hasMessage("its weights are in other files; export it with all of them inside");
    }

    private Path written(byte[] model) throws IOException {
        return Files.write(folder.resolve("network.onnx"), model);
    }

    private static NodeProto node(AttributeProto.Builder attribute) {
        return NodeProto.newBuilder().setOpType("Constant").addAttribute(attribute).build();
    }
}
