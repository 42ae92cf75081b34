package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Something whose future depends on what it has seen, and that can be put away and taken up again.
 *
 * <p>The law: save, load into a freshly made object of the same settings, and both go on to do the
 * same things, bit for bit. Everything that the next step reads belongs in here.
 */
public interface Resumable {
    /** Writes all that the future depends on; the same state always gives the same bytes. */
    void save(DataOutput out) throws IOException;

    /** Replaces the state by a saved one. Reads exactly the bytes that {@link #save} wrote. */
    void load(DataInput in) throws IOException;
}
