package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.Waiting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command in a thread of this process, such as {@code serve}, which ends when it is stopped. */
public final class CommandThread implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CompletableFuture<CommandRun> end = new CompletableFuture<>();
    private final Thread thread;

    private CommandThread(String... words) {
        thread = new Thread(() -> end.complete(CommandRun.of(words)), words[0]);
    }

    /** Starts a command line. */
    public static CommandThread start(String... words) {
        CommandThread command = new CommandThread(words);
        command.thread.start();
        return command;
    }

    /** Waits until something is so; fails if the command ends before. */
    public void await(String what, BooleanSupplier condition) {
        Waiting.until(what, () -> end.isDone() ? "it ended: " + end.join().err() : "", condition);
    }

    /** Fails with what it said if it has ended. */
    public void assertLives() {
        assertThat(end.isDone() ? end.join().err() : "").isEmpty();
    }

    /** Waits until it ends of itself. */
    public CommandRun end() {
        return end.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Stops it as Ctrl-C does, and waits until it has ended. */
    @Override
    public void close() {
        thread.interrupt();
        end();
    }
}
