package io.afluente.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestNetworks;
import io.afluente.model.BadNetworkException;
import io.afluente.model.SavedNetwork;
import io.afluente.model.file.NetworkFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A checkpoint is its bytes: the same state gives the same ones, and others are not taken for it.
 */
class CheckpointTest {
    private final Checkpoint checkpoint = TestNetworks.untrained(7, 1);

    @Test
    void shouldGiveTheSameBytesForTheSameState() {
        Checkpoint again = TestNetworks.untrained(7, 1);

        assertThat(again.bytes()).isEqualTo(checkpoint.bytes());
        assertThat(again.version()).isEqualTo(checkpoint.version());
        assertThat(TestNetworks.untrained(7, 2).version()).isNotEqualTo(checkpoint.version());
    }

    @Test
    void shouldComeBackFromItsBytes() {
        Checkpoint opened = Checkpoint.open(checkpoint.version(), checkpoint.bytes());

        assertThat(opened.lineage()).isEqualTo(checkpoint.lineage());
        assertThat(opened.network().parameters()).isEqualTo(checkpoint.network().parameters());
        assertThat(opened.network().spec()).isEqualTo(checkpoint.network().spec());
    }

    @Test
    void shouldCountStepsBeyondWhatDl4jCan() {
        SavedNetwork network = checkpoint.network().after(3_000_000_000L);
        Lineage lineage = Lineage.beginning(null, network, 1, "test", "test");
        Checkpoint many = Checkpoint.seal(7, network, lineage, new byte[] {1});

        assertThat(Checkpoint.open(many.version(), many.bytes()).network().steps())
                .isEqualTo(3_000_000_000L);
        assertThat(Checkpoint.open(many.version(), many.file()).network().steps())
                .isEqualTo(3_000_000_000L);
    }

    @Test
    void shouldBeOneFileThatComesApartAgain() {
        Checkpoint learned = learned(checkpoint, new byte[] {1, 2, 3});
        byte[] file = learned.file();

        Checkpoint opened = Checkpoint.open(learned.version(), file);
        Checkpoint serving = Checkpoint.open(learned.version(), learned.bytes());

        assertThat(Checkpoint.versionOf(8, file)).isEqualTo(learned.version());
        assertThat(opened.bytes()).isEqualTo(learned.bytes());
        assertThat(opened.learnerState()).containsExactly(1, 2, 3);
        assertThat(opened.network().updaterState()).containsExactly(4, 5);
        assertThat(serving.isWhole()).isFalse();
        assertThat(serving.network().updaterState()).isEmpty();
        assertThat(serving.with(learned.learner()).file()).isEqualTo(file);
    }

    @Test
    void shouldNameItsLearnersStateToo() {
        Checkpoint learned = learned(checkpoint, new byte[] {1, 2, 3});
        Checkpoint other = learned(checkpoint, new byte[] {1, 2, 4});
        Checkpoint serving = Checkpoint.open(learned.version(), learned.bytes());

        assertThat(other.version()).isNotEqualTo(learned.version());
        assertThatThrownBy(() -> serving.with(other.learner()))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("its learner's state is not that of its lineage");
        assertThatThrownBy(serving::learnerState).hasMessageContaining("was not brought");
    }

    /** As 0.1.0 wrote it: one zip, which the name is the hash of, and nothing apart. */
    @Test
    void shouldOpenAVersionThatHoldsAllInOne() {
        Map<String, byte[]> extras =
                Map.of(
                        "lineage.json",
                        checkpoint.lineage().toJson(),
                        "learner.bin",
                        new byte[] {7});
        SavedNetwork network = checkpoint.network();
        byte[] file =
                NetworkFile.write(
                        new SavedNetwork(
                                network.spec(),
                                network.parameters(),
                                new float[] {4, 5},
                                network.steps(),
                                extras));
        Version version = Checkpoint.versionOf(3, file);

        Checkpoint opened = Checkpoint.open(version, file);

        assertThat(version).isEqualTo(Version.of(3, Sha256.of(file)));
        assertThat(opened.isWhole()).isTrue();
        assertThat(opened.learnerState()).containsExactly(7);
        assertThat(opened.network().updaterState()).containsExactly(4, 5);
        assertThat(opened.file()).isEqualTo(file);
    }

    private static Checkpoint learned(Checkpoint from, byte[] state) {
        SavedNetwork network = from.network();
        SavedNetwork learning =
                new SavedNetwork(
                        network.spec(),
                        network.parameters(),
                        new float[] {4, 5},
                        network.steps(),
                        Map.of());
        return Checkpoint.seal(8, learning, from.lineage(), state);
    }

    @Test
    void shouldNotOpenOtherBytesUnderItsName() {
        byte[] other = checkpoint.bytes().clone();
        other[other.length / 2] ^= 1;

        assertThatThrownBy(() -> Checkpoint.open(checkpoint.version(), other))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining(checkpoint.version().toString());
    }

    @Test
    void shouldTravelInChunks() {
        byte[] bytes = new byte[2 * Manifest.CHUNK_BYTES + 1];
        List<byte[]> chunks = Manifest.split(bytes);

        assertThat(chunks).extracting(chunk -> chunk.length).containsExactly(900_000, 900_000, 1);
    }

    @Test
    void shouldBeAssembledOnlyFromItsOwnChunks() {
        Manifest manifest = Manifest.fromJson(Manifest.of(checkpoint).toJson());
        byte[] other = Arrays.copyOf(checkpoint.bytes(), checkpoint.bytes().length - 1);

        assertThat(manifest.assemble(i -> checkpoint.bytes()).version())
                .isEqualTo(checkpoint.version());
        assertThat(manifest.assemble(i -> null)).as("a chunk is still missing").isNull();
        assertThatThrownBy(() -> manifest.assemble(i -> other))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("don't match");
    }

    @Test
    void shouldRefuseAManifestThatCannotBe() {
        Manifest given = Manifest.of(checkpoint);
        Manifest wrong =
                new Manifest(
                        given.model(),
                        given.version(),
                        1_000_000,
                        given.bytes(),
                        given.sha256(),
                        given.lineage(),
                        null,
                        null);

        assertThatThrownBy(() -> Manifest.fromJson(wrong.toJson()))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("1000000 chunks");
    }
}
