package io.afluente.service;

import io.afluente.stream.runtime.StreamsApp;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A role at work in a thread of its own. */
public final class RunningRole {
    private RunningRole() {}

    /** Done when the role has been closed; fails as soon as it fails, with whatever that was. */
    public static CompletableFuture<Void> start(Role role, Consumer<StreamsApp> started) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(role, started, ended), role.name());
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    private static void run(
            Role role, Consumer<StreamsApp> started, CompletableFuture<Void> ended) {
        try {
            role.run(started);
            ended.complete(null);
        } catch (Throwable e) {
            ended.completeExceptionally(e);
        }
    }
}
