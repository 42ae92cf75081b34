package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.cli.error.ExitCode;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** All exit codes are told where people look for them. */
class ExitCodesTest {
    /** Of the Java machine itself: see -XX:+ExitOnOutOfMemoryError in the launcher. */
    private static final int HEAP_IS_FULL = 3;

    @Test
    void shouldListAllInTheHelp() throws IllegalAccessException {
        Set<Integer> told =
                new CommandLine(new Afluente())
                        .getCommandSpec().usageMessage().exitCodeList().keySet().stream()
                                .map(code -> Integer.valueOf(code.strip()))
                                .collect(Collectors.toSet());

        assertThat(told).isEqualTo(all());
        assertThat(CommandRun.of("--help").out()).contains("Exit codes:");
    }

    @Test
    void shouldListAllInTheManual() throws Exception {
        String section =
                Files.readString(Path.of("src/docs/operate.md"))
                        .split("\n## Exit codes\n", 2)[1]
                        .split("\n## ", 2)[0];
        Set<Integer> told =
                Pattern.compile("(?m)^\\| (\\d+) \\|")
                        .matcher(section)
                        .results()
                        .map(row -> Integer.valueOf(row.group(1)))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(all());
    }

    private static Set<Integer> all() throws IllegalAccessException {
        Set<Integer> codes = new TreeSet<>(Set.of(HEAP_IS_FULL));
        for (Field code : ExitCode.class.getFields()) {
            codes.add(code.getInt(null));
        }
        return codes;
    }
}
