package io.afluente.model.plan.kernel;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Java's window into an array's memory. A backend with memory of its own learns here that Java is
 * about to read, or has written. For arrays of floats that own their buffer and lie in one piece.
 */
public final class HostFloats {
    private final INDArray array;
    private final FloatBuffer floats;
    private final IntBuffer bits;

    /** Whether operations work in the very memory that Java sees. */
    public static boolean isShared() {
        return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
    }

    public HostFloats(INDArray array) {
        this.array = array;
        this.floats = array.data().asNioFloat();
        this.bits =
                array.data().asNio().duplicate().order(array.data().asNio().order()).asIntBuffer();
    }

    /** To read from, by absolute positions. */
    public FloatBuffer read() {
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        return floats;
    }

    /** The same memory as bits, to read from, and then to write to, by absolute positions. */
    public IntBuffer readBits() {
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        return bits;
    }

    /** To write to, by absolute positions; {@link #written()} ends it. */
    public FloatBuffer write() {
        return floats;
    }

    /** To be called after writing. */
    public void written() {
        Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
    }
}
