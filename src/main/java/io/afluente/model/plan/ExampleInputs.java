package io.afluente.model.plan;

import java.nio.FloatBuffer;

/** Writes the inputs of examples, those of different shards by different threads at once. */
@FunctionalInterface
public interface ExampleInputs {
    /**
     * Writes one example at the buffer's position, which moves on by its size: row by row, channels
     * last.
     *
     * @param example its position in the mini-batch
     */
    void write(int example, FloatBuffer out);
}
