package io.afluente.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestNetworks;
import io.afluente.model.BadNetwork;
import java.util.Arrays;
import java.util.List;
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
    void shouldNotOpenOtherBytesUnderItsName() {
        byte[] other = checkpoint.bytes().clone();
        other[other.length / 2] ^= 1;

        assertThatThrownBy(() -> Checkpoint.open(checkpoint.version(), other))
                .isInstanceOf(BadNetwork.class)
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
                .isInstanceOf(BadNetwork.class)
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
                        null);

        assertThatThrownBy(() -> Manifest.fromJson(wrong.toJson()))
                .isInstanceOf(BadNetwork.class)
                .hasMessageContaining("1000000 chunks");
    }
}
