package io.afluente.learn.gate;

import io.afluente.learn.example.Floats;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.IntPredicate;

/**
 * A version that the gate knows.
 *
 * @param version empty while the checkpoint is not sealed yet: its own bytes decide its name
 * @param parameters that it serves by
 */
public record Contender(String version, float[] parameters) {
    static final String UNNAMED = "";

    /** Whether both are the same version; one at most is unnamed, or both are the same. */
    boolean is(Contender other) {
        return version.equals(other.version);
    }

    Contender named(String name) {
        return version.equals(UNNAMED) ? new Contender(name, parameters) : this;
    }

    void save(DataOutput out) throws IOException {
        out.writeUTF(version);
        Floats.write(out, parameters);
    }

    /**
     * @param sizes how many parameters a version can have
     */
    static Contender load(DataInput in, IntPredicate sizes) throws IOException {
        return new Contender(
                in.readUTF(), Floats.read(in, sizes, "parameters of a version: must be as many"));
    }
}
