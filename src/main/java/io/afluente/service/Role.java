package io.afluente.service;

import io.afluente.stream.runtime.StreamsApp;
import io.afluente.web.Routes;
import java.util.List;
import java.util.function.Consumer;

/** Something that a process can be, such as a classifier. */
public interface Role extends AutoCloseable {
    String name();

    /**
     * Does its work until it is closed.
     *
     * @param started told of the topology once that is running, if it has one
     * @throws RuntimeException what stopped it before
     */
    void run(Consumer<StreamsApp> started) throws InterruptedException;

    /** False once it can't do its work any more. Answers at once. */
    boolean isAlive();

    /** Whether it does its work right now. Answers at once. */
    boolean isReady();

    /** What it answers over HTTP, beside its health and figures. */
    default List<Routes> routes() {
        return List.of();
    }

    @Override
    void close();
}
