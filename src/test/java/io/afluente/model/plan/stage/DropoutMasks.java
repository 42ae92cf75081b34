package io.afluente.model.plan.stage;

import io.afluente.model.network.Grid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What dropout keeps, for tests elsewhere. */
public final class DropoutMasks {
    private DropoutMasks() {}

    public static float[] of(int length, double keep, int layer, long seed) {
        INDArray mask = Nd4j.create(DataType.FLOAT, length);
        new DropoutMask(mask, length, new Dropout(Grid.vector(1), keep, layer), () -> seed).run();
        return mask.toFloatVector();
    }
}
