package io.afluente.service;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a process has open: closed in reverse order, once, at the end of a command or when the
 * process is told to stop, whichever comes first.
 */
public final class CloseInOrder implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    public static CloseInOrder alsoOnShutdown() {
        CloseInOrder all = new CloseInOrder();
        Runtime.getRuntime().addShutdownHook(new Thread(all::close, "shutdown"));
        return all;
    }

    /** Adds something to close and hands it back. */
    public synchronized <T extends AutoCloseable> T with(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public synchronized void close() {
        RuntimeException failed = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failed = failed == null ? new IllegalStateException("closing failed", e) : failed;
                failed.addSuppressed(e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
