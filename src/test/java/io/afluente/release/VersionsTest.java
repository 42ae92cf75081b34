package io.afluente.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Holds what a release says of itself against {@code pom.xml}. */
class VersionsTest {
    private Document pom;

    @BeforeEach
    void read() throws Exception {
        pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("pom.xml");
    }

    @ParameterizedTest
    @CsvSource({
        "Dockerfile, ARG VERSION=(.+)",
        "charts/afluente/Chart.yaml, 'appVersion: \"(.+)\"'",
        "k8s/base/kustomization.yaml, 'newTag: (.+)'",
        "pom.xml, <tag>v(.+)</tag>",
    })
    void shouldBeOneVersion(Path file, String place) throws IOException {
        Matcher found = Pattern.compile(place).matcher(Files.readString(file));

        assertThat(found.find()).as("%s has %s", file, place).isTrue();
        assertThat(found.group(1)).isEqualTo(said("version"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "description",
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "scm/connection",
                "scm/developerConnection",
                "scm/url"
            })
    void shouldHaveTheCoordinatesThatCentralAsksFor(String element) throws Exception {
        assertThat(said(element)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "description", "licenses", "version", "revision", "source"})
    void shouldLabelTheImage(String label) throws IOException {
        assertThat(Files.readString(Path.of("Dockerfile")))
                .contains("org.opencontainers.image." + label + "=");
    }

    @Test
    void shouldLicenseTheImageAsTheSources() throws Exception {
        assertThat(Files.readString(Path.of("Dockerfile")))
                .contains("licenses=\"" + said("licenses/license/name") + "\"");
    }

    private String said(String element) {
        try {
            return XPathFactory.newInstance().newXPath().evaluate("/project/" + element, pom);
        } catch (javax.xml.xpath.XPathExpressionException e) {
            throw new IllegalArgumentException(element, e);
        }
    }
}
