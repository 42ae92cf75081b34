package io.afluente.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildInfoTest {
    @TempDir private Path folder;

    @Test
    void shouldReadWhatTheJarSays() throws IOException {
        assertThat(of("1.2.3", "0a1b2c")).isEqualTo(new BuildInfo("1.2.3", "0a1b2c"));
    }

    @Test
    void shouldSayWhatIsNotKnown() throws IOException {
        assertThat(of("1.2.3", "")).isEqualTo(new BuildInfo("1.2.3", "unknown"));
        assertThat(BuildInfo.current()).isEqualTo(new BuildInfo("unreleased", "unknown"));
    }

    private BuildInfo of(String version, String revision) throws IOException {
        Manifest manifest = new Manifest();
        Attributes said = manifest.getMainAttributes();
        said.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        said.putValue("Implementation-Version", version);
        said.putValue("Implementation-Revision", revision);
        Path jar = folder.resolve("any.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return BuildInfo.of(jar.toFile());
    }
}
