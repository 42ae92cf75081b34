package io.afluente.release;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The text of {@code NOTICE}, made of the bill of materials that the build writes. */
final class Notice {
    private static final String HEAD =
            """
            Afluente
            Copyright 2026 the Afluente authors

            Licensed under the Apache License, Version 2.0; see LICENSE.

            Packages of Afluente contain the libraries below, each under a licence of its own. Where several are named,
            the recipient may choose. The jar of a library has its licence and its own notices.

            """;

    private Notice() {}

    /**
     * One line for each library: coordinates and licences.
     *
     * @param billOfMaterials as CycloneDX has it
     */
    static String of(JsonNode billOfMaterials) {
        return components(billOfMaterials)
                .map(Notice::line)
                .collect(toCollection(TreeSet::new))
                .stream()
                .collect(joining("\n", HEAD, "\n"));
    }

    /** The libraries, each perhaps several times, for the native code of several platforms. */
    static Stream<JsonNode> components(JsonNode billOfMaterials) {
        return elements(billOfMaterials.path("components"));
    }

    private static String line(JsonNode library) {
        return "%s:%s:%s - %s"
                .formatted(
                        library.path("group").asText(),
                        library.path("name").asText(),
                        library.path("version").asText(),
                        elements(library.path("licenses"))
                                .map(Notice::name)
                                .collect(joining(" OR ")));
    }

    private static String name(JsonNode choice) {
        JsonNode license = choice.path("license");
        return Stream.of(choice.path("expression"), license.path("id"), license.path("name"))
                .filter(JsonNode::isTextual)
                .findFirst()
                .map(JsonNode::asText)
                .orElseThrow(() -> new IllegalArgumentException("no licence in " + choice));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
