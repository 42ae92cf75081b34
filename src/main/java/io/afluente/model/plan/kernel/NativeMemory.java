package io.afluente.model.plan.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native memory with an owner: given out in vectors, given back all at once.
 *
 * <p>ND4J 1.0.0-M2.1 never frees an array that was closed; only the garbage collector does, and
 * only if nobody closed it. So the memory is allocated here, and ND4J is lent it. On a backend with
 * memory of its own it stays ND4J's.
 */
public final class NativeMemory implements AutoCloseable {
    // vectors begin where cache lines do, so that no sum depends on where it happens to lie
    private static final int CACHE_LINE = 64;
    private static final int SLACK = CACHE_LINE / Float.BYTES;

    private final List<Pointer> owned = new ArrayList<>();
    private final Map<Object, INDArray> extras = new HashMap<>();

    /** How many bytes this process may take, its heap included; 0 where nothing bounds it. */
    public static long allowed() {
        return Pointer.maxPhysicalBytes();
    }

    /** A new vector of zeros. */
    public INDArray floats(long length) {
        if (!HostFloats.isShared()) {
            return Nd4j.create(DataType.FLOAT, length);
        }
        FloatPointer memory = new FloatPointer(length + SLACK);
        owned.add(memory);
        long past = memory.address() % CACHE_LINE;
        FloatPointer aligned =
                memory.getPointer((CACHE_LINE - past) % CACHE_LINE / Float.BYTES).limit(length);
        Pointer.memset(aligned, 0, length * Float.BYTES);
        return Nd4j.create(Nd4j.createBuffer(aligned, length, DataType.FLOAT), new long[] {length});
    }

    /** What the same owner got before, or a new vector of zeros. */
    public INDArray extra(Object owner, long length) {
        return extras.computeIfAbsent(owner, key -> floats(length));
    }

    /** The piece of a vector from an offset on, seen as another shape. */
    public static INDArray view(INDArray vector, long offset, char order, long... shape) {
        return Nd4j.create(vector.data(), shape, Nd4j.getStrides(shape, order), offset, order);
    }

    @Override
    public void close() {
        owned.forEach(Pointer::close);
        owned.clear();
    }
}
