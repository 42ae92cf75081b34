package io.afluente.model.file;

import io.afluente.model.BadNetworkException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * All that a learning network's future depends on, put away as bytes. Parameters and updater state
 * are in DL4J's order, so that each implementation can go on from what another one saved.
 */
public record NetworkState(long steps, float[] parameters, float[] updaterState) {
    public void save(DataOutput out) throws IOException {
        out.writeLong(steps);
        write(parameters, out);
        write(updaterState, out);
    }

    /**
     * Reads a state of known sizes.
     *
     * @throws BadNetworkException if it is another network's
     */
    public static NetworkState load(DataInput in, int parameters, int updaterState)
            throws IOException {
        long steps = in.readLong();
        if (steps < 0) {
            throw new BadNetworkException("steps: 0 or more can be, not " + steps);
        }
        return new NetworkState(
                steps, read(in, "parameters", parameters), read(in, "updater state", updaterState));
    }

    private static void write(float[] values, DataOutput out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    private static float[] read(DataInput in, String what, int expected) throws IOException {
        int length = in.readInt();
        if (length != expected) {
            throw new BadNetworkException(
                    what + ": this network has " + expected + " values, the state " + length);
        }
        byte[] bytes = new byte[Math.multiplyExact(length, Float.BYTES)];
        in.readFully(bytes);
        float[] values = new float[length];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }
}
