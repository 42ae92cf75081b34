package io.afluente.model.plan.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.model.network.Grid;
import io.afluente.model.network.Window;
import io.afluente.model.network.Window.Size;
import io.afluente.model.plan.kernel.HostFloats;
import io.afluente.model.plan.kernel.NativeKernel;
import io.afluente.model.plan.kernel.NativeMemory;
import io.afluente.model.plan.kernel.StageBuffers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The loop gives back what ND4J's operation does, also where several values are the largest. */
class PoolingGradientTest {
    private static final int BATCH = 5;
    private static final Grid IN = new Grid(6, 4, 3);
    private static final Grid OUT = new Grid(3, 2, 3);
    private static final Window WINDOW = Window.of(new Size(2, 2), new Size(2, 2), new Size(0, 0));

    private final Pooling pooling = new Pooling("maxpool2d", IN, OUT, WINDOW, 0);
    private final NativeMemory memory = new NativeMemory();

    @AfterEach
    void free() {
        memory.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 1_000_000})
    void shouldGiveTheGradientToTheFirstOfTheLargest(int differentValues) {
        INDArray input = numbers(IN, differentValues);
        INDArray gradient = numbers(OUT, 1_000_000);
        INDArray actual = numbers(IN, 3);
        INDArray expected = memory.floats((long) BATCH * IN.size());
        StageBuffers site = site(input, gradient, actual);

        assertThat(PoolingGradient.suits(pooling)).isTrue();
        new PoolingGradient(pooling, site).run();
        new NativeKernel(
                        "maxpool2d_bp",
                        List.of(site.grids(input, IN), site.grids(gradient, OUT)),
                        site.grids(expected, IN),
                        WindowArguments.of(WINDOW, 0, 1))
                .run();

        assertThat(actual.toFloatVector()).containsExactly(expected.toFloatVector());
    }

    private StageBuffers site(INDArray input, INDArray outputGradient, INDArray inputGradient) {
        return new StageBuffers(
                BATCH,
                BATCH,
                List.of(input),
                null,
                outputGradient,
                List.of(inputGradient),
                null,
                null,
                new StageBuffers.Step(() -> BATCH, () -> 0),
                memory);
    }

    // never 0: it has two signs, which are the same to one of both and not to the other
    private INDArray numbers(Grid grid, int different) {
        Random random = new Random(different);
        INDArray vector = memory.floats((long) BATCH * grid.size());
        HostFloats floats = new HostFloats(vector);
        for (int i = 0; i < vector.length(); i++) {
            floats.write().put(i, random.nextInt(different) - different / 2 + 0.5f);
        }
        floats.written();
        return vector;
    }
}
