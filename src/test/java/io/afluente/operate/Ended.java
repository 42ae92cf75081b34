package io.afluente.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * How a command of this machine ended.
 *
 * @param code zero if it went well
 * @param said all it wrote, errors among it
 */
public record Ended(int code, String said) {

    /** Runs a command to its end; a program that is missing ends with 127, as in a shell. */
    public static Ended of(String... command) {
        return of(Map.of(), command);
    }

    /** The same with more environment variables than ours. */
    public static Ended of(Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), said);
        } catch (IOException e) {
            return new Ended(127, command[0] + ": " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while " + command[0] + " ran", e);
        }
    }

    /** All it said, if it went well. */
    public String orFail() {
        if (code != 0) {
            throw new AssertionError("ended with " + code + ":\n" + said);
        }
        return said;
    }

    boolean well() {
        return code == 0;
    }

    List<String> lines() {
        return said.lines().toList();
    }
}
