package io.afluente.operate;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A query in Prometheus' language, as far as a dashboard needs it: what it names. */
record Query(String text) {
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("\\{([^}]*)}");
    private static final Pattern SELECTED = Pattern.compile("([a-z_]+)\\s*[=!]");
    private static final Pattern WORDS = Pattern.compile("\\b(?:or|and|unless|offset\\s+\\w+)\\b");
    // whatever is not called is a figure
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\w|\\s*\\()");

    /** The figures it reads. */
    Set<String> figures() {
        String plain =
                Stream.of(RANGE, GROUPING, SELECTOR, WORDS)
                        .reduce(
                                text,
                                (left, gone) -> gone.matcher(left).replaceAll(""),
                                (a, b) -> b);
        return NAME.matcher(plain).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** The labels that it groups or selects by. */
    Set<String> labels() {
        Stream<String> grouped =
                GROUPING.matcher(text).results().flatMap(grouping -> labels(grouping.group(1)));
        Stream<String> selected =
                SELECTOR.matcher(text)
                        .results()
                        .flatMap(selector -> SELECTED.matcher(selector.group(1)).results())
                        .map(label -> label.group(1));
        return Stream.concat(grouped, selected).collect(Collectors.toSet());
    }

    private static Stream<String> labels(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip);
    }
}
