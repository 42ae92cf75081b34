package io.afluente.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A JVM of its own that a test may kill, pause and end; what it says is appended to a file. None of
 * them outlives the JVM of the test.
 */
public final class Jvm implements AutoCloseable {
    private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();
    private static final int LAST_LINES = 40;

    /** Of this JVM. */
    static final String CLASS_PATH = System.getProperty("java.class.path");

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path log;

    private Jvm(Process process, Path log) {
        this.process = process;
        this.log = log;
        STARTED.add(process);
    }

    /**
     * Starts a class on the class path of this JVM.
     *
     * @param log what it says goes to the end of this file
     * @param flags of the JVM
     */
    public static Jvm start(Path log, List<String> flags, Class<?> main, List<String> args) {
        return start(log, List.of(), CLASS_PATH, flags, main, args);
    }

    /** The same from another class path, run by another command that is given the words of this. */
    static Jvm start(
            Path log,
            List<String> by,
            String classPath,
            List<String> flags,
            Class<?> main,
            List<String> args) {
        List<String> words = new ArrayList<>(by);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // short lives: the start counts, not the speed in the end
        words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        words.addAll(flags);
        words.addAll(List.of("-cp", classPath, main.getName()));
        words.addAll(args);
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("OMP_NUM_THREADS", "1");
        try {
            return new Jvm(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it by SIGKILL, in the midst of whatever it does. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Asks it by SIGTERM to end in good order. */
    public void stop() {
        process.destroy();
        await();
    }

    /** Stops its clock by SIGSTOP: to the world it looks dead. */
    void pause() {
        signal("-STOP");
    }

    /** Lets it go on by SIGCONT, as if nothing had happened. */
    void resume() {
        signal("-CONT");
    }

    /** All memory of the process, inside and outside its heap; by Linux's account. */
    long residentMegabytes() {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended, and gives its exit code. */
    public int await() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new AssertionError("does not end:\n" + lastWords());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The end of what it has said. */
    public String lastWords() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LAST_LINES), all.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    private void signal(String name) {
        try {
            int code =
                    new ProcessBuilder("kill", name, Long.toString(process.pid()))
                            .start()
                            .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill " + name + " ended with " + code);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
