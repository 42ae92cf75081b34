package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.afluente.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What documents and every {@code --help} tell people, and how. */
class DocumentsTest {
    private static final int README_LINES = 140;
    private static final int WORDS = 35;
    private static final Pattern END = Pattern.compile(" [&|>].*| +#.*|\\).*");

    private static final Pattern SOURCE = Pattern.compile("\\.(java|js)$");

    static List<String> commands() throws IOException {
        return Stream.concat(
                        Document.all().stream().flatMap(DocumentsTest::commands),
                        walk(Main.commandLine()).flatMap(DocumentsTest::examples))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldShowCommandsThatAreUnderstood(String line) {
        String words = END.matcher(line.replaceFirst("^.*?afluente ", "")).replaceFirst("");

        assertThatCode(() -> Main.commandLine().parseArgs(words.split(" +", -1)))
                .as(line)
                .doesNotThrowAnyException();
    }

    @Test
    void shouldQuoteTroublesAsTheProgramTellsThem() throws IOException {
        String said = texts();

        assertThat(Document.OPERATE.quotedTroubles()).hasSizeGreaterThan(9);
        assertThat(Document.OPERATE.quotedTroubles())
                .filteredOn(quote -> !isSaid(quote, said))
                .as("quotes that nothing says")
                .isEmpty();
    }

    @Test
    void shouldHaveAReadmeThatIsReadInOneGo() {
        assertThat(Document.README.text().lines()).hasSizeLessThanOrEqualTo(README_LINES);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldLinkToWhatIsThere(Document document) {
        assertThat(Links.of(document)).filteredOn(link -> !link.isThere()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldHaveNoLongSentences(Document document) {
        assertThat(Sentences.of(document))
                .filteredOn(sentence -> Sentences.words(sentence) > WORDS)
                .as("sentences of more than %d words", WORDS)
                .isEmpty();
    }

    private static List<Document> documents() throws IOException {
        return Document.all();
    }

    private static Stream<String> commands(Document document) {
        return document.commands("afluente").stream();
    }

    private static boolean isSaid(String quote, String texts) {
        return Arrays.stream(quote.strip().split("\\s*…\\s*", -1)).allMatch(texts::contains);
    }

    /** The launcher and all sources, with texts in one piece that are written in several. */
    private static String texts() throws IOException {
        StringBuilder all = new StringBuilder(Files.readString(Path.of("afluente")));
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file :
                    files.filter(path -> SOURCE.matcher(path.toString()).find()).toList()) {
                all.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
            }
        }
        return all.toString();
    }

    private static Stream<String> examples(CommandLine command) {
        CommandLine wide = command.setUsageHelpAutoWidth(false).setUsageHelpWidth(200);
        String help = wide.getUsageMessage(Ansi.OFF);
        String examples = help.substring(help.indexOf("Example"));
        assertThat(examples).as(command.getCommandName()).contains("afluente ");
        return Arrays.stream(examples.split("\\R", -1))
                .filter(line -> line.contains("afluente ") && !line.contains("COMMAND"));
    }

    private static Stream<CommandLine> walk(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(DocumentsTest::walk));
    }
}
