package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a home of its own, with a Java that only says how it was called. */
class LauncherTest {
    private static final String SAY_HOW =
            """
            [ "$1" = -version ] && echo 'openjdk version "17.0.1"' >&2 && exit
            printf '%s\\n' "$@"
            env
            """;

    @TempDir private Path home;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void installTheProgram() throws IOException, InterruptedException {
        String machine = Ended.of("uname", "-s", "-m").said().strip();
        assumeTrue(machine.equals("Linux x86_64"), "made for Linux x86_64, not " + machine);
        Files.copy(Path.of("afluente"), home.resolve("afluente"));
        Files.createDirectory(home.resolve("lib"));
        script("bin/java", SAY_HOW);
        environment.put("JAVA_HOME", home.toString());
        environment.put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
    }

    @Test
    void shouldChooseTheNativeCodeThatWasBuilt() throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64-onednn.jar");

        Ended ended = launch();

        assertThat(ended.lines())
                .contains(
                        "-Dorg.bytedeco.javacpp.platform.extension=-onednn",
                        "OMP_NUM_THREADS=1",
                        "serve");
    }

    @Test
    void shouldRefuseAProcessorThatTheNativeCodeIsNotFor()
            throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64-onednn-avx2.jar");
        script("bin/grep", "exit 1");

        Ended ended = launch();

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said())
                .startsWith("afluente: this processor has no avx2")
                .contains("mvn -Pgeneric clean package");
    }

    @Test
    void shouldRefuseTheNativeCodeOfAnotherPlatform() throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-arm64.jar");

        Ended ended = launch();

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("for linux-arm64, this is linux-x86_64");
    }

    @Test
    void shouldFindItsHomeThroughSymlinks() throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        Path links = Files.createDirectories(home.resolve("links"));
        Files.createSymbolicLink(links.resolve("one"), Path.of("../afluente"));
        Path two = Files.createSymbolicLink(home.resolve("two"), links.resolve("one"));

        Ended ended = Ended.of(environment, "bash", two.toString(), "serve", "a b");

        assertThat(ended.lines()).contains("-Dafluente.home=" + home.toRealPath(), "serve", "a b");
    }

    @Test
    void shouldRefuseAnOlderJavaAndNone() throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        script("bin/java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        Ended older = launch();
        Files.delete(home.resolve("bin/java"));
        Ended none = launch();

        assertThat(older.code()).isEqualTo(2);
        assertThat(older.said()).contains("is Java 11; it needs 17 or newer, set JAVA_HOME");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.said()).contains("there is no " + home + "/bin/java; install Java 17");
    }

    @Test
    void shouldSayThatThereIsNoMavenToBuildWith() throws IOException, InterruptedException {
        Files.createFile(home.resolve("pom.xml"));
        environment.put("PATH", home.resolve("bin").toString());
        for (String tool : new String[] {"dirname", "sed", "head", "find"}) {
            Files.createSymbolicLink(home.resolve("bin").resolve(tool), which(tool));
        }

        Ended ended = Ended.of(environment, which("bash").toString(), home + "/afluente", "serve");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("afluente: there is no mvn to build it with");
    }

    @Test
    void shouldShowTheBuildThatFailed() throws IOException, InterruptedException {
        Files.createFile(home.resolve("pom.xml"));
        script("bin/mvn", "echo COMPILATION ERROR; exit 1");

        Ended ended = launch();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.lines())
                .containsExactly(
                        "afluente: building (the first time takes minutes)",
                        "COMPILATION ERROR",
                        "afluente: the build failed, see above");
    }

    @Test
    void shouldKeepAllThatIsWrittenInOneFolder() throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        Path data = home.resolve("data");
        environment.put("AFLUENTE_DATA_DIR", data.toString());
        environment.put("AFLUENTE_STATE_DIR", "/elsewhere");

        Ended ended = launch();

        assertThat(ended.lines())
                .contains(
                        "-Dorg.bytedeco.javacpp.cachedir=" + data + "/natives",
                        "-Djava.io.tmpdir=" + data + "/tmp",
                        "AFLUENTE_CHECKPOINT_DIR=" + data + "/checkpoints",
                        "AFLUENTE_STATE_DIR=/elsewhere");
        assertThat(data.resolve("tmp")).isDirectory();
    }

    private Ended launch() throws InterruptedException {
        return Ended.of(environment, "bash", home.resolve("afluente").toString(), "serve");
    }

    private static Path which(String tool) throws InterruptedException {
        return Path.of(Ended.of("which", tool).said().strip());
    }

    private void library(String name) throws IOException {
        Files.createFile(home.resolve("lib").resolve(name));
    }

    private void script(String name, String body) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
