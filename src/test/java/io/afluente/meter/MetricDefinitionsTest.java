package io.afluente.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every name against the conventions of Prometheus and OpenMetrics. */
class MetricDefinitionsTest {
    private static final Set<String> BASE_UNITS = Set.of("seconds", "bytes", "ratio");
    private static final Set<String> OTHER_UNITS =
            Set.of("millis", "milliseconds", "ms", "micros", "nanos", "minutes", "kilobytes", "mb");
    private static final Set<String> SHARES = Set.of("share", "percent", "fraction");
    private static final Set<String> OF_THE_FORMAT =
            Set.of("total", "created", "bucket", "sum", "count");

    static List<MetricDefinition> definitions() {
        return MetricDefinitions.ALL;
    }

    @Test
    void shouldDescribeEveryFigureOnce() {
        assertThat(MetricDefinitions.ALL)
                .extracting(MetricDefinition::name)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void shouldBeOfLowerCaseWordsWithASentence(MetricDefinition figure) {
        assertThat(figure.name()).matches("[a-z]+(\\.[a-z]+)+");
        assertThat(figure.sentence()).matches("[A-Z0-9].*[^.]");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void shouldEndWithItsBaseUnit(MetricDefinition figure) {
        List<String> words = words(figure);
        String last = words.get(words.size() - 1);

        if (figure.unit().isEmpty()) {
            assertThat(words).doesNotContainAnyElementsOf(BASE_UNITS);
        } else {
            assertThat(figure.unit()).isIn(BASE_UNITS).isEqualTo(last);
        }
        assertThat(words).doesNotContainAnyElementsOf(OTHER_UNITS);
        assertThat(words).doesNotContainAnyElementsOf(SHARES);
    }

    /** Whoever exposes a figure adds these, and only they may. */
    @ParameterizedTest
    @MethodSource("definitions")
    void shouldLeaveSuffixesToTheFormat(MetricDefinition figure) {
        assertThat(words(figure)).doesNotContainAnyElementsOf(OF_THE_FORMAT);
        assertThat(figure.name().endsWith(".info")).isEqualTo(figure.name().equals("build.info"));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void shouldLeaveRolesAndModelsToLabels(MetricDefinition figure) throws IOException {
        assertThat(words(figure))
                .doesNotContain("classify", "learn", "join", "shadow", "web", "role", "model")
                .doesNotContainAnyElementsOf(models());
    }

    private static List<String> words(MetricDefinition figure) {
        return List.of(figure.name().split("\\.", -1));
    }

    private static List<String> models() throws IOException {
        try (var folders = Files.list(Path.of("models"))) {
            return folders.map(folder -> folder.getFileName().toString()).toList();
        }
    }
}
