package io.afluente.model.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The native memory of one plan: given out in flat pieces, given back all at once. */
final class Memory implements AutoCloseable {
    private final List<INDArray> owned = new ArrayList<>();
    private final Map<Object, INDArray> extras = new HashMap<>();

    /** A new vector of zeros. */
    INDArray floats(long length) {
        INDArray array = Nd4j.create(DataType.FLOAT, length);
        owned.add(array);
        return array;
    }

    /** What the same owner got before, or a new vector of zeros. */
    INDArray extra(Object owner, long length) {
        return extras.computeIfAbsent(owner, key -> floats(length));
    }

    /** The piece of a vector from an offset on, seen as another shape. */
    static INDArray view(INDArray vector, long offset, char order, long... shape) {
        return Nd4j.create(vector.data(), shape, Nd4j.getStrides(shape, order), offset, order);
    }

    @Override
    public void close() {
        owned.forEach(INDArray::close);
        owned.clear();
    }
}
