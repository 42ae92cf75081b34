package io.afluente.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.Constants;
import io.afluente.TestNetworks;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.file.NetworkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documents say of settings and constants is so. {@code numbers-in-documents.txt} repeats
 * their words with the values left open; in braces stands where a value comes from:
 *
 * <ul>
 *   <li>{@code --slice}: a setting's default; {@code mnist:batch-size}: what a model's folder says
 *       in its place; {@code images:max.message.bytes}: the configuration of a topic
 *   <li>{@code WebServer.MAX_THREADS}: a constant, a time in milliseconds
 *   <li>{@code /}, {@code +} and {@code -} between these and numbers; a division comes last
 *   <li>in front of it {@code word}, {@code Word}, {@code plain} or {@code log2}, for how it is
 *       written
 * </ul>
 */
class DocumentNumbersTest {
    private static final String TABLE = "/io/afluente/numbers-in-documents.txt";
    private static final Pattern BRACES = Pattern.compile("\\{([^}]+)}");
    private static final Map<String, Double> UNITS =
            Map.of(
                    "KiB", 1024.0,
                    "MiB", 1024.0 * 1024,
                    "GiB", 1024.0 * 1024 * 1024,
                    "second", 1000.0,
                    "minute", 60_000.0,
                    "day", 1440.0,
                    "%", 0.01);
    private static final List<String> WORDS =
            List.of(
                    "no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                    "ten");

    /** A document, and what stands in it. */
    record Said(String document, String words) {}

    static List<Said> said() {
        try (InputStream table = DocumentNumbersTest.class.getResourceAsStream(TABLE)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .map(parts -> new Said(parts[0], filledIn(parts[1])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("said")
    void shouldSayWhatTheCodeDoes(Said said) throws IOException {
        String document = Files.readString(Path.of(said.document));

        assertThat(inOneLine(document)).contains(said.words);
    }

    static List<String> limits() throws IOException {
        String limits = Files.readString(Path.of("src/docs/security.md"));
        return limits.substring(limits.indexOf("## Limits"), limits.indexOf("## Checkpoints"))
                .lines()
                .filter(line -> line.matches("\\|[^|]+\\|.*\\d.*"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("limits")
    void shouldHoldEachLimit(String row) {
        assertThat(said()).as("a line of " + TABLE).anyMatch(said -> row.contains(said.words));
    }

    static List<Said> namedBeside() throws IOException {
        Pattern beside =
                Pattern.compile(
                        "\\d+([,.]\\d+)*((?!\\. )[^()`|\\d])*\\(`(--)?(%s)`"
                                .formatted(String.join("|", Settings.DEFINITIONS.names())));
        List<Said> found = new ArrayList<>();
        for (String document : said().stream().map(Said::document).distinct().toList()) {
            beside.matcher(inOneLine(Files.readString(Path.of(document))))
                    .results()
                    .forEach(match -> found.add(new Said(document, match.group())));
        }
        return found;
    }

    /** Such as {@code 256 MiB of disk at most for each partition (`--join-megabytes`)}. */
    @ParameterizedTest
    @MethodSource("namedBeside")
    void shouldHoldEachNumberThatASettingIsNamedBeside(Said beside) {
        assertThat(said())
                .as("a line of " + TABLE)
                .filteredOn(said -> said.document.equals(beside.document))
                .anyMatch(said -> isPartOf(said.words, beside.words));
    }

    /** Whether what a line says begins before a number and its setting, or ends after them. */
    private static boolean isPartOf(String words, String beside) {
        String number = beside.replaceFirst("^(\\d[\\d,.]*).*", "$1");
        int at = words.indexOf(number);
        return at >= 0 && (beside.startsWith(words.substring(at)) || words.startsWith(beside, at));
    }

    private static String inOneLine(String text) {
        return text.replaceAll("\\n\\s*(# )?", " ");
    }

    private static String filledIn(String phrase) {
        return BRACES.matcher(phrase).replaceAll(braces -> written(braces.group(1)));
    }

    private static String written(String formula) {
        String[] parts = formula.split(" ", 2);
        return switch (parts[0]) {
            case "word" -> WORDS.get((int) value(parts[1]));
            case "Word" -> capital(WORDS.get((int) value(parts[1])));
            case "plain" -> "%.0f".formatted(value(parts[1]));
            case "log2" -> "%.0f".formatted(Math.log(value(parts[1])) / Math.log(2));
            case "log10" -> "%.0f".formatted(Math.log10(value(parts[1])));
            default -> number(value(formula));
        };
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String number(double value) {
        double rounded = Math.round(value * 1e9) / 1e9;
        return rounded == Math.rint(rounded)
                ? String.format(Locale.ROOT, "%,.0f", rounded)
                : Double.toString(rounded);
    }

    private static double value(String formula) {
        String[] fraction = formula.split(" / ", -1);
        double value = sum(fraction[0]);
        return fraction.length == 1 ? value : value / sum(fraction[1]);
    }

    private static double sum(String terms) {
        double sum = 0;
        int sign = 1;
        for (String word : terms.split(" ", -1)) {
            if (word.equals("+") || word.equals("-")) {
                sign = word.equals("+") ? 1 : -1;
            } else {
                sum += sign * term(word);
            }
        }
        return sum;
    }

    private static double term(String word) {
        if (UNITS.containsKey(word)) {
            return UNITS.get(word);
        }
        if (word.matches("\\d.*")) {
            return Double.parseDouble(word);
        }
        if (word.startsWith("--")) {
            return number(Settings.DEFINITIONS.defaultValues().get(word.substring(2)));
        }
        int colon = word.indexOf(':');
        return colon < 0
                ? Constants.value(word)
                : ofFile(word.substring(0, colon), word.substring(colon + 1));
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static double ofFile(String owner, String name) {
        if (name.equals("parameters")) {
            return Networks.initial(TestNetworks.mnist(), 1).parameters().length;
        }
        Path topic = Path.of("topics", owner + ".json");
        return Files.exists(topic)
                ? ofTopic(topic, name)
                : Double.parseDouble(
                        NetworkFolder.read(Path.of("models", owner)).training().get(name));
    }

    private static double ofTopic(Path topic, String name) {
        try {
            return new ObjectMapper()
                    .readTree(Files.readAllBytes(topic))
                    .get("config")
                    .get(name)
                    .asDouble();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
