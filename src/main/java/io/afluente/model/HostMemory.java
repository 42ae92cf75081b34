package io.afluente.model;

import io.afluente.model.plan.kernel.HostFloats;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies whole arrays of floats in and out, through the one seam to their memory. */
public final class HostMemory {
    private HostMemory() {}

    public static void write(float[] values, INDArray array) {
        HostFloats memory = new HostFloats(array);
        memory.write().put(0, values);
        memory.written();
    }

    public static float[] read(INDArray array) {
        float[] values = new float[Math.toIntExact(array.length())];
        new HostFloats(array).read().get(0, values);
        return values;
    }
}
