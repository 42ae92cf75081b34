package io.afluente.model.plan.stage;

import io.afluente.model.plan.kernel.NativeMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where a layer's parameters lie in the network's vector.
 *
 * @param weights the first weight's position
 * @param bias the first bias's position, or -1 if the layer has none
 * @param learn whether a step changes them
 */
record Weights(int weights, int bias, boolean learn) {
    static final int NONE = -1;

    boolean hasBias() {
        return bias != NONE;
    }

    INDArray weights(INDArray vector, char order, long... shape) {
        return NativeMemory.view(vector, weights, order, shape);
    }

    INDArray bias(INDArray vector, long length) {
        return NativeMemory.view(vector, bias, 'c', length);
    }
}
