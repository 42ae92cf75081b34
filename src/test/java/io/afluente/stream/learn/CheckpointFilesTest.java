package io.afluente.stream.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.meter.Meters;
import io.afluente.model.SavedNetwork;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.CheckpointFolder;
import io.afluente.registry.Manifest;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is written when both halves of a version are there, whichever comes first. */
class CheckpointFilesTest {
    private static final ModelKeys KEYS = new ModelKeys("mnist");
    private static final Checkpoint VERSION = learned(1);

    @TempDir private Path folder;
    private CheckpointFiles files;
    private final Map<String, byte[]> models = new HashMap<>();

    @BeforeEach
    void follow() {
        files =
                new CheckpointFiles(
                        "mnist", new CheckpointFolder(folder), Signer.none(), Meters.none());
    }

    @Test
    void shouldWriteWhatServesWithWhatALearnerNeeds() throws IOException {
        bringModel(VERSION);
        assertThat(file()).doesNotExist();

        bringState();

        assertThat(file()).hasBinaryContent(VERSION.file());
    }

    @Test
    void shouldWaitForWhatServes() {
        bringState();
        assertThat(file()).doesNotExist();

        bringModel(VERSION);

        assertThat(file()).hasBinaryContent(VERSION.file());
    }

    @Test
    void shouldWriteWhatIsTakenAwayBeforeItsOtherHalfComes() {
        bringModel(VERSION);
        models.clear();

        bringState();

        assertThat(file()).hasBinaryContent(VERSION.file());
    }

    @Test
    void shouldWriteManyThatCameByOneTopicFirst() {
        List<Checkpoint> versions =
                LongStream.range(1, 11).mapToObj(CheckpointFilesTest::learned).toList();
        versions.forEach(this::bringModel);
        models.clear();

        versions.forEach(this::bringState);

        assertThat(versions).allSatisfy(v -> assertThat(file(v)).hasBinaryContent(v.file()));
    }

    @Test
    void shouldNotKeepWhatNeverBecomesWhole() {
        byte[] chunk = new byte[Manifest.CHUNK_BYTES];
        for (int version = 0; version < 100; version++) {
            files.take(KEYS.chunk("%06d-0123456789ab".formatted(version), 0), chunk);
        }
        bringModel(VERSION);

        bringState();

        assertThat(file()).hasBinaryContent(VERSION.file());
        assertThat(files.waitingBytes()).isLessThan(40L << 20);
    }

    @Test
    void shouldNotWaitForWhatIsNotApart() throws IOException {
        Checkpoint first = TestNetworks.untrained(0, 1);
        bringModel(first);

        assertThat(new CheckpointFolder(folder).read(first.version())).isPresent();
    }

    @Test
    void shouldRefuseAnotherLearnersState() {
        bringModel(VERSION);
        files.take(chunk(0), new byte[] {1});
        for (int i = 1; i < Manifest.of(VERSION).stateChunks(); i++) {
            files.take(chunk(i), new byte[] {1});
        }

        assertThat(file()).doesNotExist();
    }

    private void bringModel(Checkpoint version) {
        Manifest manifest = Manifest.of(version);
        models.put(KEYS.chunk(manifest.version(), 0), version.bytes());
        models.put(KEYS.manifest(manifest.version()), manifest.toJson());
        files.accept(models::get, KEYS.manifest(manifest.version()));
    }

    private void bringState() {
        bringState(VERSION);
    }

    private void bringState(Checkpoint version) {
        List<byte[]> chunks = Manifest.split(version.learner());
        for (int i = 0; i < chunks.size(); i++) {
            files.take(KEYS.chunk(version.version().toString(), i), chunks.get(i));
        }
    }

    private static String chunk(int index) {
        return KEYS.chunk(VERSION.version().toString(), index);
    }

    private Path file() {
        return file(VERSION);
    }

    private Path file(Checkpoint version) {
        return new CheckpointFolder(folder).file(version.version());
    }

    private static Checkpoint learned(long sequence) {
        Checkpoint first = TestNetworks.untrained(sequence, 1);
        SavedNetwork network = first.network();
        byte[] state = new byte[Manifest.CHUNK_BYTES + 1];
        return Checkpoint.seal(sequence, network, first.lineage(), state);
    }
}
