package io.afluente;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of other languages, where the machine has them. */
final class Programs {
    private static final int PATIENCE_SECONDS = 120;

    private Programs() {}

    /** A Python that can import these modules; without one, the test is skipped. */
    static String pythonWith(String modules) throws InterruptedException {
        for (String python : List.of("python3", "/usr/bin/python3")) {
            if (exitCode(python, "-c", "import " + modules) == 0) {
                return python;
            }
        }
        return abort("there is no Python with " + modules);
    }

    /** What a program ended with; -1 if there is no such program. */
    static int exitCode(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException thereIsNoSuchProgram) {
            return -1;
        }
    }

    /**
     * What a program says, which must end well.
     *
     * @param folder where it runs
     * @param said where its words are kept
     * @param environment in addition to this process's own
     */
    static String run(Path folder, Path said, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String words = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(ended).as("ended in time; said: " + words).isTrue();
        assertThat(process.exitValue()).as(words).isZero();
        return words;
    }
}
