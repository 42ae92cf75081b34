package io.afluente.operate;

import io.afluente.TestCluster;
import io.afluente.chaos.Jvm;
import io.afluente.cli.Main;
import io.afluente.web.Http;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One role in a process of its own, and what it answers by HTTP. */
final class RoleProcess implements AutoCloseable {
    private static final Pattern HTTP = Pattern.compile("HTTP on port (\\d+):");
    private static final String APPLICATION = "app";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private static final AtomicInteger STARTED = new AtomicInteger();

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
        return start(role, cluster, folder, List.of(flags), List.of());
    }

    /** The same, with more options of {@code serve}. */
    static RoleProcess start(
            String role,
            TestCluster cluster,
            Path folder,
            List<String> flags,
            List<String> options) {
        List<String> words = new ArrayList<>(List.of(cluster.arguments("serve")));
        words.addAll(List.of("--roles=" + role, "--http-port=0"));
        words.add("--state-dir=" + folder.resolve("state-" + role));
        words.add("--checkpoint-dir=" + folder.resolve("checkpoints"));
        words.addAll(options);
        if (options.stream().noneMatch(option -> option.startsWith("--application-id="))) {
            words.add("--application-id=" + APPLICATION);
        }
        List<String> all = new ArrayList<>(flags);
        String extension = "org.bytedeco.javacpp.platform.extension";
        all.add("-D" + extension + "=" + System.getProperty(extension, ""));
        Path log = folder.resolve(role + "-" + STARTED.incrementAndGet() + ".log");
        return new RoleProcess(role, Jvm.start(log, all, Main.class, words));
    }

    /** What application ids begin with, where no other is given. */
    static String applicationId(TestCluster cluster) {
        return cluster.topics().prefix() + APPLICATION;
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

    /** Asks it to end in good order, and waits until it has. */
    void stop() {
        jvm.stop();
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
