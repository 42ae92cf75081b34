package io.afluente.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.CountingMeters;
import io.afluente.TestNetworks;
import io.afluente.model.BadNetworkException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignerTest {
    private static final Signer OURS = Signer.with("0123456789abcdef".getBytes(UTF_8));
    private static final Signer THEIRS = Signer.with("0123456789abcdeF".getBytes(UTF_8));
    private static final Checkpoint ONE = TestNetworks.untrained(1, 1);
    private static final Checkpoint TWO = TestNetworks.untrained(2, 2);

    private final ModelKeys keys = new ModelKeys("mnist");
    private final Map<String, byte[]> records = new HashMap<>();
    private final List<Version> accepted = new ArrayList<>();
    private final CountingMeters meters = new CountingMeters();
    private final ModelFollower follower =
            new ModelFollower(
                    keys,
                    List.of(keys.candidate()),
                    OURS,
                    records::get,
                    checkpoint -> accepted.add(checkpoint.version()),
                    () -> {},
                    meters);

    @Test
    void shouldGoOnWithTheOldVersionWhereTheNewOneIsNotSignedByTheKey() {
        put(ONE, OURS);
        put(TWO, Signer.none());
        put(TWO, THEIRS);

        assertThat(accepted).containsExactly(ONE.version());
        assertThat(meters.count("version.refusals")).isEqualTo(2);
    }

    @Test
    void shouldTakeAVersionThatIsSignedAfterwards() {
        put(TWO, Signer.none());
        assertThat(accepted).isEmpty();
        put(TWO, OURS);

        assertThat(accepted).containsExactly(TWO.version());
    }

    @Test
    void shouldTellEachManifestApart() {
        Manifest plain = Manifest.of(ONE);
        Manifest signed = Manifest.fromJson(OURS.sign(plain).toJson());
        Manifest borrowed = Manifest.of(TWO).signed(signed.signature(), null);

        assertThat(OURS.tell(signed)).isEqualTo("signed by our key");
        assertThat(OURS.tell(plain)).isEqualTo("not signed");
        assertThat(OURS.tell(borrowed)).isEqualTo("signed by another key, or changed since");
        assertThat(Signer.none().tell(signed)).contains("not checked");
        assertThatThrownBy(() -> OURS.check(borrowed))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining(TWO.version() + ": signed by another key");
        assertThat(OURS.check(signed)).isEqualTo(signed);
    }

    @Test
    void shouldRefuseALineageThatIsNotTheFilesOwn() {
        Manifest other =
                new Manifest(
                        "mnist",
                        ONE.version().toString(),
                        1,
                        ONE.bytes().length,
                        Sha256.of(ONE.bytes()),
                        Lineage.beginning(null, TWO.network(), 0, "", ""),
                        null,
                        null);

        assertThatThrownBy(() -> other.assemble(i -> ONE.bytes()))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining("don't match its manifest");
    }

    @Test
    void shouldRefuseAKeyThatCanBeGuessed() {
        assertThatThrownBy(() -> Signer.with(new byte[15]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 at least");
    }

    private void put(Checkpoint checkpoint, Signer signer) {
        String version = checkpoint.version().toString();
        records.put(keys.chunk(version, 0), checkpoint.bytes());
        records.put(keys.manifest(version), signer.sign(Manifest.of(checkpoint)).toJson());
        records.put(keys.candidate(), new Pointer(version).toJson());
        follower.changed();
    }
}
