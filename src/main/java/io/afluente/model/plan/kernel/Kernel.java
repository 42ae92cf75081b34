package io.afluente.model.plan.kernel;

/** Work on arrays that were bound to it once; run it as often as their contents change. */
public interface Kernel extends AutoCloseable {
    void run();

    @Override
    default void close() {}
}
