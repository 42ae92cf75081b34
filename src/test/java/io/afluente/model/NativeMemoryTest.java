package io.afluente.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NativeMemoryTest {
    @Test
    void shouldFreeAllArraysOfANetwork() {
        MultiLayerNetwork network =
                new MultiLayerNetwork(
                        NetworkConfiguration.parse(TestNetworks.small().configuration()));
        network.init();
        network.fit(
                Nd4j.rand(DataType.FLOAT, 2, 1, 6, 5),
                Nd4j.create(new float[][] {{1, 0, 0}, {0, 1, 0}}));
        List<INDArray> arrays =
                List.of(network.params(), network.getGradientsViewArray(), network.updaterState());

        NativeMemory.free(network);

        assertThat(arrays).allMatch(INDArray::wasClosed);
    }
}
