package io.afluente.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How the learner of a former version was told to learn; the same goes for its successor. */
final class FormerSettings {
    private static final List<String> LEARNING =
            words(
                    "--batch-size 8 --checkpoint-every 3 --keep-checkpoints 2",
                    "--steps 1 --replay 1 --memory 100 --average 0.9",
                    "--drift-detector adwin --drift-warm-up 100",
                    "--gate on --held-out 0.2 --gate-recent 24 --gate-all 32",
                    "--gate-least 12 --gate-tolerance 0.05");

    private FormerSettings() {}

    /** Words of {@code serve}; without the last one but four, of {@code models rebuild} too. */
    static List<String> learning() {
        return Stream.concat(
                        LEARNING.stream(), Stream.of("--models-dir", folder("models").toString()))
                .toList();
    }

    /** Words of {@code serve}: the role of the learner, with folders inside another. */
    static List<String> serve(Path folder) {
        return Stream.concat(
                        Stream.of(
                                "--roles=learn",
                                "--http-port=0",
                                "--learn-commit-ms=50",
                                "--state-dir=" + folder.resolve("state"),
                                "--checkpoint-dir=" + folder.resolve("checkpoints")),
                        learning().stream())
                .toList();
    }

    private static Path folder(String resource) {
        try {
            return Path.of(FormerSettings.class.getResource(resource).toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static List<String> words(String... lines) {
        return List.of(String.join(" ", lines).split(" ", -1));
    }
}
