package io.afluente.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The notebook's network in PyTorch, measured in a process of its own beside ours: {@code
 * src/bench/reference.py}.
 */
final class PyTorch {
    // without loading it, which takes seconds
    private static final String FIND_TORCH =
            "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)";
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private PyTorch() {}

    /**
     * Images per second by name; empty where there is no PyTorch, which is said.
     *
     * @throws IOException if there is one and it fails
     */
    static Map<String, Double> figures(Path home, double seconds, Consumer<String> told)
            throws IOException, InterruptedException {
        Path script = home.resolve("src").resolve("bench").resolve("reference.py");
        if (!Files.exists(script) || !hasTorch()) {
            told.accept("no PyTorch here to compare with (Debian: apt-get install python3-torch)");
            return Map.of();
        }
        Process process =
                new ProcessBuilder(PYTHON.toString(), script.toString(), String.valueOf(seconds))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(script + " has failed, see above");
        }
        return new ObjectMapper().readValue(said, new TypeReference<Map<String, Double>>() {});
    }

    private static boolean hasTorch() throws IOException, InterruptedException {
        return Files.isExecutable(PYTHON)
                && new ProcessBuilder(PYTHON.toString(), "-c", FIND_TORCH)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }
}
