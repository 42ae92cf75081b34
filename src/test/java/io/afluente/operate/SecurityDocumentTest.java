package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what {@code src/docs/security.md} says against the sources. */
class SecurityDocumentTest {
    private static final Path DOCUMENT = Path.of("src/docs/security.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test|\\w+IT)#(\\w+)`");

    @ParameterizedTest
    @MethodSource("namedTests")
    void shouldNameTestsThatThereAre(String type, String method) throws IOException {
        assertThat(sourceOf(type)).contains("void " + method + "(");
    }

    /** Whoever has the ACLs of the document can read and write what the role does, and no more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "classify",
                "shadow",
                "learn",
                "join",
                "web",
                "http",
                "http-direct",
                "produce",
                "replay",
                "consume",
                "label",
                "models",
                "dlq"
            })
    void shouldGiveEachRoleItsTopics(String role) {
        Topics topics = Topics.withPrefix("");

        assertThat(given(role, "Read"))
                .containsExactlyInAnyOrderElementsOf(
                        topics.names().stream()
                                .filter(name -> topics.file(name).readers().contains(role))
                                .toList());
        assertThat(given(role, "Write"))
                .containsExactlyInAnyOrderElementsOf(
                        topics.names().stream()
                                .filter(name -> topics.file(name).writers().contains(role))
                                .toList());
    }

    @Test
    void shouldLetTheTopicsBeMade() {
        assertThat(given("topics", "Create")).isEqualTo(Topics.withPrefix("").names());
    }

    static Stream<Object[]> namedTests() throws IOException {
        return TEST.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult found) -> new Object[] {found.group(1), found.group(2)});
    }

    private static List<String> given(String role, String operation) {
        return AclLines.of(role).stream()
                .filter(line -> !line.contains(" prefixed"))
                .filter(line -> AclLines.values(line, "--operation").contains(operation))
                .flatMap(line -> AclLines.values(line, "--topic").stream())
                .toList();
    }

    private static String sourceOf(String type) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.endsWith(type + ".java"))
                    .findFirst()
                    .map(SecurityDocumentTest::read)
                    .orElse("");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
