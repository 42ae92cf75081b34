package io.afluente.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.cli.error.KafkaErrorText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

class MainTest {
    @Test
    void shouldListCommandsAndEndWell() {
        CommandRun help = CommandRun.of("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: afluente", "Commands:", "topics");
        assertThat(help.err()).isEmpty();
        assertThat(CommandRun.of("--version").out())
                .startsWith("afluente unreleased (revision unknown)");
    }

    @Test
    void shouldCallMistakesInTheLineByTheirName() {
        assertMistake(CommandRun.of(), "missing command; see \"afluente --help\"");
        assertMistake(
                CommandRun.of("topic"),
                "unmatched argument at index 0: 'topic'; did you mean topics?"
                        + " See \"afluente --help\"");
        assertMistake(
                CommandRun.of("topics", "check", "--topic-prefx", "x"),
                "unknown options: '--topic-prefx', 'x'; did you mean --topic-prefix or --topic?"
                        + " See \"afluente topics check --help\"");
        assertMistake(
                CommandRun.of("topics", "create", "--partitions", "0"),
                "--partitions: needs a whole number from 1 to"
                        + " 999999999, got \"0\"; see \"afluente topics create --help\"");
    }

    @Test
    void shouldRefuseAPrefixThatKafkaDoesNotTake() {
        CommandRun create = CommandRun.of("topics", "create", "--topic-prefix", "my team ");

        assertThat(create.exitCode()).isEqualTo(2);
        assertThat(create.err().lines())
                .containsExactly(
                        "afluente: --topic-prefix: must be up to 100 letters, digits, dots,"
                                + " underscores and dashes, got \"my team \"");
    }

    @Test
    void shouldNotEndWellIfItsOutputIsLost() {
        StringWriter err = new StringWriter();
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };

        int code =
                Main.run(new PrintWriter(full, true, UTF_8), new PrintWriter(err, true), "--help");

        assertThat(code).isOne();
        assertThat(err)
                .hasToString(
                        "afluente: standard output can't be written to: some of the output is"
                                + " lost\n");
    }

    @Test
    void shouldWriteNumbersAlikeInEveryCountry(@TempDir Path folder) throws IOException {
        byte[] head =
                ByteBuffer.allocate(16).putInt(0x803).putInt(100).putInt(10).putInt(10).array();
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), head);
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 0});
        Locale here = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            CommandRun replay =
                    CommandRun.of("replay", "--data", folder.toString(), "--split", "test");

            assertThat(replay.err()).contains("needs 10,016 bytes, not 16");
        } finally {
            Locale.setDefault(here);
        }
    }

    @Test
    void shouldNameTheChoicesAsTheyAreWritten() {
        assertMistake(
                CommandRun.of("replay", "--format", "gif"),
                "--format: must be raw or png or json, got \"gif\"; see \"afluente replay --help\"");
        assertMistake(
                CommandRun.of("replay", "--to", "predictions"),
                "--to: must be images or labeled-images, got \"predictions\";"
                        + " see \"afluente replay --help\"");
        assertMistake(
                CommandRun.of("serve", "--roles", "classify,lern"),
                "--roles: must be classify or learn or join or shadow or web or http, got \"lern\";"
                        + " see \"afluente serve --help\"");
        assertMistake(
                CommandRun.of("dlq", "show", "here"),
                "PLACE: needs TOPIC-PARTITION-OFFSET, such as images-3-1207, got \"here\";"
                        + " see \"afluente dlq show --help\"");
        assertMistake(
                CommandRun.of("produce", "x.png", "--label", "1", "--labels-from-folders"),
                "--label=LABEL, --labels-from-folders are mutually exclusive (specify only one);"
                        + " see \"afluente produce --help\"");
    }

    @Test
    void shouldSayThatNobodyAnswersAtAnAddress() {
        CommandRun run = CommandRun.of("topics", "check", "--bootstrap-server", "127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("afluente: no answer from Kafka at 127.0.0.1:1; is it running there")
                .hasLineCount(1);
    }

    @Test
    void shouldRefuseAConfigThatIsNotThere() {
        assertMistake(
                CommandRun.of("topics", "check", "--config", "/no/such/file"),
                "--config /no/such/file: there is no such file to read");
    }

    @Test
    void shouldTellLoginsAndRightsApart() {
        var login = new KafkaException("wrapped", new SaslAuthenticationException("bad password"));
        var rights = new TopicAuthorizationException("not yours");

        assertThat(KafkaErrorText.tell(login, "host:1").orElseThrow())
                .isEqualTo(
                        "Kafka at host:1 refused the login;"
                                + " check the credentials in --config (bad password)");
        assertThat(KafkaErrorText.tell(rights, "host:1").orElseThrow())
                .contains("ACL", "not yours");
        var noLogin =
                new KafkaException(
                        "Failed to create new KafkaAdminClient",
                        new IllegalArgumentException("no 'KafkaClient' entry"));
        assertThat(KafkaErrorText.tell(noLogin, "host:1"))
                .contains(
                        "the client for Kafka at host:1 can't be set up; check that address and"
                                + " --config (no 'KafkaClient' entry)");
        assertThat(KafkaErrorText.tell(new KafkaException("odd"), "host:1")).isEmpty();
    }

    static List<CommandSpec> commands() {
        return walk(Main.commandLine()).map(CommandLine::getCommandSpec).toList();
    }

    private static Stream<CommandLine> walk(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(MainTest::walk));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldExplainEveryCommandWithAnExample(CommandSpec command) {
        String help = command.commandLine().getUsageMessage(Ansi.OFF);

        assertThat(help).contains("Example").contains("  afluente ");
        assertThat(command.usageMessage().description()[0]).matches("[A-Z].*[.,:]?");
        assertThat(command.options()).allMatch(option -> option.description().length > 0);
    }

    @Test
    void shouldRefuseASettingBeforeItAsksTheCluster() {
        assertMistake(
                CommandRun.of("serve", "--batch-size", "zero", "--bootstrap-server", "localhost:1"),
                "--batch-size: must be a whole number from 1 to 4096, got \"zero\"");
    }

    @Test
    void shouldRefuseAConfidenceThatIsNone() {
        CommandRun run = CommandRun.of("consume", "--below-confidence", "60");

        assertThat(run.err()).contains("needs a number from 0 to 1, such as 0.6, got \"60\"");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void shouldNameTheFileAndWhatIsTheMatterWithIt() {
        assertThat(complaint(new NoSuchFileException("a/b")))
                .isEqualTo("afluente: a/b: there is no such file or folder");
        assertThat(complaint(new UncheckedIOException(new AccessDeniedException("a/b"))))
                .isEqualTo("afluente: a/b: permission denied");
        assertThat(complaint(new FileSystemException("a/b", null, "Too many links")))
                .isEqualTo("afluente: a/b: Too many links");
        assertMistake(CommandRun.of("evaluate", "models"), "models: there is no such file to read");
    }

    private static String complaint(Exception e) {
        var said = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(said));
        assertThat(new ErrorHandler().handleExecutionException(e, command, null)).isEqualTo(2);
        return said.toString().strip();
    }

    private static void assertMistake(CommandRun run, String line) {
        assertThat(run.err()).isEqualToIgnoringNewLines("afluente: " + line);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }
}
