package io.afluente.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenFoldersTest {
    private static final Path USER = Path.of("/home/ana");

    @TempDir private Path home;

    @Test
    void shouldBeTheUsersOutsideASourceTree() {
        WrittenFolders usual = folders(Map.of());
        WrittenFolders named = folders(Map.of("XDG_STATE_HOME", "/states"));

        assertThat(usual.state()).isEqualTo(USER.resolve(".local/state/afluente/state"));
        assertThat(named.state()).isEqualTo(Path.of("/states/afluente/state"));
        assertThat(named.checkpoints(network()))
                .isEqualTo(Path.of("/states/afluente/checkpoints/mnist"));
        assertThat(folders(Map.of("XDG_STATE_HOME", "relative")).state()).isEqualTo(usual.state());
    }

    @Test
    void shouldStayBesideTheSources() throws IOException {
        Files.createFile(home.resolve("pom.xml"));

        assertThat(folders(Map.of("XDG_STATE_HOME", "/states")).state())
                .isEqualTo(home.resolve(".afluente/state"));
        assertThat(folders(Map.of()).checkpoints(network()))
                .isEqualTo(network().resolve("checkpoints"));
    }

    @Test
    void shouldGoOnToBeThoseInUse() throws IOException {
        Path state = Files.createDirectories(home.resolve(".afluente/state"));
        Path checkpoints = Files.createDirectories(network().resolve("checkpoints"));

        assertThat(folders(Map.of()).state()).isEqualTo(state);
        assertThat(folders(Map.of()).checkpoints(network())).isEqualTo(checkpoints);
    }

    @Test
    void shouldBeBesideTheProgramWhereTheAccountHasNoHome() {
        assertThat(new WrittenFolders(home, Map.of(), Path.of("?")).state())
                .isEqualTo(home.resolve(".afluente/state"));
    }

    private Path network() {
        return home.resolve("models/mnist");
    }

    private WrittenFolders folders(Map<String, String> environment) {
        return new WrittenFolders(home, environment, USER);
    }
}
