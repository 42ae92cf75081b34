package io.afluente.web;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * Which build this is, as its jar says.
 *
 * @param version of the project
 * @param revision of the sources; unknown where the build was not told
 */
public record BuildInfo(String version, String revision) {
    private static final BuildInfo NOT_PACKAGED = new BuildInfo("unreleased", "unknown");

    /** The build of this process. */
    public static BuildInfo current() {
        try {
            File place =
                    new File(
                            BuildInfo.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return place.isFile() ? of(place) : NOT_PACKAGED;
        } catch (IOException | URISyntaxException e) {
            return NOT_PACKAGED;
        }
    }

    static BuildInfo of(File jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            Attributes said = file.getManifest().getMainAttributes();
            return new BuildInfo(
                    valueOf(said, "Implementation-Version", NOT_PACKAGED.version),
                    valueOf(said, "Implementation-Revision", NOT_PACKAGED.revision));
        }
    }

    private static String valueOf(Attributes said, String name, String otherwise) {
        String value = said.getValue(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
