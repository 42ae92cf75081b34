package io.afluente.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxShutdownTest {
    @Test
    void shouldGoOnWhileTheProcessEnds(@TempDir Path folder)
            throws IOException, InterruptedException {
        File output = folder.resolve("output").toFile();
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:ErrorFile=" + folder.resolve("crash"),
                                "-Dorg.bytedeco.javacpp.platform.extension="
                                        + System.getProperty(
                                                "org.bytedeco.javacpp.platform.extension", ""),
                                "-cp",
                                System.getProperty("java.class.path"),
                                OnnxUntilExit.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output.toPath())).isZero();
    }
}
