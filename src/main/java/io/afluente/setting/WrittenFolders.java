package io.afluente.setting;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where state and checkpoints are written unless somebody says so: in a source tree beside the
 * sources, else where the XDG Base Directory Specification has a user's state. Folders that are in
 * use already go on to be used.
 *
 * @param home where the program lives
 * @param environment variables of this process
 * @param user home folder of the account
 */
record WrittenFolders(Path home, Map<String, String> environment, Path user) {

    /** Those of this process. */
    static WrittenFolders here() {
        return new WrittenFolders(
                Home.folder(), System.getenv(), Path.of(System.getProperty("user.home", "")));
    }

    /** For what Kafka Streams keeps. */
    Path state() {
        return unlessInUse(home.resolve(".afluente").resolve("state"), Path.of("state"));
    }

    /**
     * For files of checkpoints.
     *
     * @param network folder of the network, one of those that the program brings along
     */
    Path checkpoints(Path network) {
        Path name = network.getFileName();
        return unlessInUse(network.resolve("checkpoints"), Path.of("checkpoints").resolve(name));
    }

    private Path unlessInUse(Path beside, Path below) {
        Path named = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        // a path that is relative is to be passed over, says the specification
        Path base = named.isAbsolute() ? named : user.resolve(".local").resolve("state");
        return isSourceTree() || Files.exists(beside) || !base.isAbsolute()
                ? beside
                : base.resolve("afluente").resolve(below);
    }

    private boolean isSourceTree() {
        return Files.exists(home.resolve("pom.xml"));
    }
}
