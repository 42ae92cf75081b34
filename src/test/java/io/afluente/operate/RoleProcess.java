package io.afluente.operate;

import io.afluente.TestCluster;
import io.afluente.chaos.Jvm;
import io.afluente.cli.Main;
import io.afluente.web.Http;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One role in a process of its own, and what it answers by HTTP. */
final class RoleProcess implements AutoCloseable {
    private static final Pattern HTTP = Pattern.compile("HTTP on port (\\d+):");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final String role;
    private final Jvm jvm;
    private Http http;

    private RoleProcess(String role, Jvm jvm) {
        this.role = role;
        this.jvm = jvm;
    }

    /**
     * Starts it.
     *
     * @param folder for all it writes
     * @param flags of its JVM
     */
    static RoleProcess start(String role, TestCluster cluster, Path folder, String... flags) {
        List<String> words =
                List.of(
                        cluster.arguments(
                                "serve",
                                "--roles=" + role,
                                "--http-port=0",
                                "--application-id=" + cluster.topics().prefix() + "app",
                                "--state-dir=" + folder.resolve("state-" + role),
                                "--checkpoint-dir=" + folder.resolve("checkpoints")));
        List<String> all = new ArrayList<>(List.of(flags));
        String extension = "org.bytedeco.javacpp.platform.extension";
        all.add("-D" + extension + "=" + System.getProperty(extension, ""));
        return new RoleProcess(
                role, Jvm.start(folder.resolve(role + ".log"), all, Main.class, words));
    }

    /** Waits until it does its work. */
    RoleProcess awaitReady() {
        await("HTTP", () -> said().find());
        Matcher said = said();
        if (!said.find()) {
            throw new AssertionError("no HTTP");
        }
        http = new Http(Integer.parseInt(said.group(1)));
        await("to be ready", () -> http.get("/readyz").statusCode() == 200);
        return this;
    }

    /** What Prometheus would be told now. */
    String metrics() {
        return http.get("/metrics").body();
    }

    /** Waits until something is so, while it lives. */
    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!jvm.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError(role + ", " + what + ":\n" + jvm.lastWords());
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    /** Waits until it has ended, and says how. */
    Ended end() {
        return new Ended(jvm.await(), jvm.lastWords());
    }

    @Override
    public void close() {
        jvm.close();
    }

    private Matcher said() {
        return HTTP.matcher(jvm.lastWords());
    }
}
