package io.afluente.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.model.file.ParametersHash;
import io.afluente.upgrade.KeptService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions that an earlier program published are read, and written, byte for byte. */
class KeptVersionsTest {
    private static final KeptService KEPT = KeptService.read();
    private static final ModelKeys KEYS = new ModelKeys(KeptService.MODEL);
    private static final Map<String, byte[]> MODELS = KEPT.values("models");
    private static final Map<String, byte[]> STATES = KEPT.values("learner-states");

    static List<Manifest> manifests() {
        return MODELS.keySet().stream()
                .flatMap(key -> KEYS.versionOfManifest(key).stream())
                .map(version -> Manifest.fromJson(MODELS.get(KEYS.manifest(version))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void shouldReadAVersionFromItsTwoTopics(Manifest manifest) {
        assertThat(manifest.toJson()).isEqualTo(MODELS.get(KEYS.manifest(manifest.version())));

        Checkpoint version = whole(manifest);

        assertThat(version.version()).hasToString(manifest.version());
        assertThat(version.lineage()).isEqualTo(manifest.lineage());
        assertThat(ParametersHash.sha256(version.network().parameters()))
                .isEqualTo(manifest.lineage().parametersSha256());
        assertThat(version.network().steps()).isEqualTo(manifest.lineage().steps());
        assertThat(Manifest.of(version)).isEqualTo(manifest);
        assertThat(
                        Checkpoint.seal(
                                        version.version().sequence(),
                                        version.network(),
                                        version.lineage(),
                                        version.learnerState())
                                .bytes())
                .as("sealed again")
                .isEqualTo(version.bytes());
    }

    @Test
    void shouldReadPointersAndWriteThemAgain() {
        List<String> pointers = MODELS.keySet().stream().filter(k -> !isOfVersion(k)).toList();

        assertThat(pointers)
                .contains(KEYS.candidate())
                .allSatisfy(
                        key -> {
                            Pointer pointer = Pointer.fromJson(MODELS.get(key));
                            assertThat(pointer.toJson()).isEqualTo(MODELS.get(key));
                            assertThat(MODELS).containsKey(KEYS.manifest(pointer.version()));
                        });
    }

    @Test
    void shouldReadTheFileOfTheLatestVersion() throws IOException {
        Manifest latest = manifests().get(manifests().size() - 1);
        Path file = KeptService.file(latest.version() + ".zip");
        byte[] bytes = Files.readAllBytes(file);

        Checkpoint read =
                new CheckpointFolder(file.getParent())
                        .read(Version.parse(latest.version()))
                        .orElseThrow();

        assertThat(read.bytes()).isEqualTo(whole(latest).bytes());
        assertThat(read.learner()).isEqualTo(whole(latest).learner());
        assertThat(read.file()).isEqualTo(bytes);
        assertThat(Checkpoint.versionOf(read.version().sequence(), bytes))
                .isEqualTo(read.version());
    }

    private static Checkpoint whole(Manifest manifest) {
        Checkpoint serving = manifest.assemble(i -> MODELS.get(chunk(manifest, i)));
        if (manifest.stateChunks() == 0) {
            return serving;
        }
        LearnerChunks chunks = new LearnerChunks(serving);
        for (int i = 0; i < manifest.stateChunks(); i++) {
            chunks.put(i, STATES.get(chunk(manifest, i)));
        }
        return chunks.whole().orElseThrow();
    }

    private static String chunk(Manifest manifest, int index) {
        return KEYS.chunk(manifest.version(), index);
    }

    private static boolean isOfVersion(String key) {
        return Stream.of(KEYS.versionOfManifest(key), KEYS.chunkOf(key))
                .anyMatch(found -> found.isPresent());
    }
}
