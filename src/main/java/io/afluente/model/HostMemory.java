package io.afluente.model;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The one seam through which Java reads and writes an array's memory, so that a backend with memory
 * of its own learns of it. For arrays of floats that own their buffer and lie in one piece.
 */
final class HostMemory {
    private HostMemory() {}

    static void write(float[] values, INDArray array) {
        FloatBuffer buffer = array.data().asNioFloat();
        buffer.put(0, values);
        written(array);
    }

    static float[] read(INDArray array) {
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        float[] values = new float[Math.toIntExact(array.length())];
        array.data().asNioFloat().get(0, values);
        return values;
    }

    /** To be called after writing through {@code array.data().asNioFloat()}. */
    static void written(INDArray array) {
        Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
    }
}
