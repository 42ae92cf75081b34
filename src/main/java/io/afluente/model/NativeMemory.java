package io.afluente.model;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gives native memory back now, not when a garbage collection gets round to it. */
final class NativeMemory {
    private NativeMemory() {}

    /**
     * Frees a network's arrays, and the calling thread's workspaces. Like {@code
     * MultiLayerNetwork.close()}, without the full garbage collection at its end.
     */
    static void free(MultiLayerNetwork network) {
        INDArray updaterState = network.updaterState();
        free(network.params(), network.getGradientsViewArray(), updaterState);
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }

    /** Frees arrays that own their memory; null is nothing to free. */
    static void free(INDArray... arrays) {
        Arrays.stream(arrays)
                .filter(array -> array != null && array.closeable())
                .forEach(INDArray::close);
    }
}
