package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a home of its own, with a Java that only says how it was called. */
class LauncherTest {
    private static final String SAY_HOW =
            """
            [ "$1" = -version ] && echo 'openjdk version "17.0.1"' >&2 && exit
            printf '%s\\n' "$@"
            env
            """;

    /** Writes what it was asked to run where the archive is to go. */
    private static final String ARCHIVE =
            """
            for flag in "$@"; do
              if [[ $flag == -XX:ArchiveClassesAtExit=* ]]; then echo "${*: -3}" > "${flag#*=}"; fi
            done
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
    void shouldStartByTheArchiveOfClassesUnlessItIsOlderThanTheProgram()
            throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        Path jar = Files.createFile(home.resolve("afluente.jar"));
        Path archive = home.resolve("classes.jsa");
        String used = "-XX:SharedArchiveFile=" + archive;
        assertThat(launch().said()).doesNotContain("-XX:SharedArchiveFile");

        Files.createFile(archive);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
        Files.setLastModifiedTime(archive, FileTime.fromMillis(2_000_000));
        assertThat(launch().lines()).contains(used, "-Xshare:auto");

        Files.setLastModifiedTime(jar, FileTime.fromMillis(3_000_000));
        assertThat(launch().lines()).doesNotContain(used);

        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
        environment.put("AFLUENTE_CLASS_ARCHIVE", "off");
        assertThat(launch().lines()).doesNotContain(used);
    }

    @Test
    void shouldMakeTheArchiveOfClassesByAShortDemo() throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        Files.createFile(home.resolve("afluente.jar"));
        script("bin/java", SAY_HOW + ARCHIVE);

        Ended ended = make();

        assertThat(ended.code()).isZero();
        assertThat(home.resolve("classes.jsa")).hasContent("demo --rehearse --exit");
        assertThat(home.resolve("classes.jsa.new")).doesNotExist();
    }

    @Test
    void shouldDoWithoutAnArchiveOfClassesThatCannotBeMade()
            throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        Files.createFile(home.resolve("afluente.jar"));
        script("bin/java", SAY_HOW + ARCHIVE + "echo no room; exit 1");

        Ended ended = make();

        assertThat(ended.code()).isZero();
        assertThat(ended.lines()).contains("no room").last().asString().contains("works without");
        assertThat(home.resolve("classes.jsa")).doesNotExist();
        assertThat(home.resolve("classes.jsa.new")).doesNotExist();
    }

    private Ended make() throws IOException, InterruptedException {
        return Ended.of(
                environment, "bash", home.resolve("afluente").toString(), "make-class-archive");
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

    @ParameterizedTest
    @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "C.UTF-8, C.UTF-8"})
    void shouldKeepNamesThatAreNotAscii(String locale, String used)
            throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        environment.put("LC_ALL", locale);

        Ended ended =
                Ended.of(environment, "bash", home.resolve("afluente").toString(), "čís lo-ñ");

        assertThat(ended.lines()).contains("LC_ALL=" + used, "čís lo-ñ");
    }

    @Test
    void shouldKeepANewerJavaFromWarning() throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        assertThat(launch().said()).doesNotContain("--enable-native-access", "--sun-misc-unsafe");
        script("bin/java", SAY_HOW.replace("17.0.1", "25.0.1"));

        assertThat(launch().lines())
                .contains(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void shouldRefuseAFolderThatNoCodeMayRunFrom() throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        Path data = Files.createDirectory(home.resolve("data"));
        environment.put("AFLUENTE_DATA_DIR", data.toString());
        String mount = "mount -t tmpfs -o noexec none " + data;
        assumeTrue(
                Ended.of("unshare", "-m", "bash", "-c", mount).code() == 0,
                "nothing can be mounted here");

        Ended ended =
                Ended.of(
                        environment,
                        "unshare",
                        "-m",
                        "bash",
                        "-c",
                        mount + " && bash " + home.resolve("afluente") + " serve");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.lines())
                .containsExactly(
                        "afluente: AFLUENTE_DATA_DIR: "
                                + data
                                + "/natives is mounted noexec, and native code must run from there");
    }

    @Test
    void shouldLeaveTheBackendAloneWithoutCuda() throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        card("8.6, NVIDIA A10");

        assertThat(launch().said()).doesNotContain("BACKEND_PRIORITY", "runs on");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9.0, NVIDIA H100 PCIe | NVIDIA H100 PCIe has compute capability 9.0,",
                "3.5, Tesla K40m | Tesla K40m has compute capability 3.5,",
                "No devices were found | there is no card (nvidia-smi: No devices were found)",
                "8.6, NVIDIA A10 | there are no libraries of CUDA 11.6",
            })
    void shouldTakeTheProcessorWhereTheCardWillNotDo(String card, String why)
            throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        library("nd4j-cuda-11.6-1.0.0-M2.1-linux-x86_64.jar");
        card(card);
        script("bin/ldconfig", "");

        Ended ended = launch();

        assertThat(ended.code()).isZero();
        assertThat(ended.lines())
                .contains("BACKEND_PRIORITY_CPU=200", "BACKEND_PRIORITY_GPU=0")
                .filteredOn(line -> line.startsWith("afluente: "))
                .singleElement()
                .asString()
                .startsWith("afluente: runs on the processor: " + why);
    }

    @Test
    void shouldTakeTheProcessorWhereThereIsNoDriver() throws IOException, InterruptedException {
        assumeTrue(Ended.of("which", "nvidia-smi").code() != 0, "this machine has a driver");
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        library("nd4j-cuda-11.6-1.0.0-M2.1-linux-x86_64.jar");

        assertThat(launch().lines())
                .contains(
                        "afluente: runs on the processor: there is no NVIDIA driver (no nvidia-smi)",
                        "BACKEND_PRIORITY_CPU=200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.7, Tesla K80", "8.6, NVIDIA A10", "8.9, NVIDIA L4"})
    void shouldTakeACardThatCudaWasBuiltFor(String card) throws IOException, InterruptedException {
        library("nd4j-native-1.0.0-M2.1-linux-x86_64.jar");
        library("nd4j-cuda-11.6-1.0.0-M2.1-linux-x86_64.jar");
        library("cuda-11.6-8.3-1.5.7-linux-x86_64-redist.jar");
        card(card);

        Ended ended = launch();

        assertThat(ended.lines()).contains("afluente: runs on the GPU: " + card);
        assertThat(ended.said()).doesNotContain("BACKEND_PRIORITY");
    }

    /** A driver whose tool says this of its card, whatever it is asked. */
    private void card(String says) throws IOException {
        script("bin/nvidia-smi", "echo '" + says + "'");
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
