package io.afluente.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.afluente.CountingMeters;
import io.afluente.Refusal;
import io.afluente.TestNetworks;
import io.afluente.model.BadNetworkException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The topic of models, written by somebody else. */
class ModelRecordsFuzzTest {
    private static final ModelKeys KEYS = new ModelKeys("mnist");
    private static final String VERSION = "000001-0123456789ab";
    private static final Checkpoint SOUND = TestNetworks.untrained(1, 1);

    @MethodSource("manifests")
    @FuzzTest(maxDuration = "10m")
    void manifest(byte[] json) {
        Refusal.orRead(
                BadNetworkException.class,
                () -> assertThat(Manifest.fromJson(json).assemble(i -> null)).isNull());
        Refusal.orRead(BadNetworkException.class, () -> Lineage.fromJson(json));
        Refusal.orRead(BadNetworkException.class, () -> Pointer.fromJson(json).version());
    }

    /** Whatever stands there, a follower goes on. */
    @FuzzTest(maxDuration = "10m")
    void follower(FuzzedDataProvider data) {
        Map<String, byte[]> records = new HashMap<>();
        List<Checkpoint> accepted = new ArrayList<>();
        ModelFollower follower =
                new ModelFollower(KEYS, records::get, accepted::add, new CountingMeters());
        records.put(KEYS.candidate(), new Pointer(VERSION).toJson());
        String[] keys = {
            KEYS.pin(), KEYS.candidate(), KEYS.manifest(VERSION), KEYS.chunk(VERSION, 0)
        };
        for (int i = 0; i < 4 && data.remainingBytes() > 0; i++) {
            records.put(data.pickValue(keys), data.consumeBytes(400));
            follower.changed();
        }
        assertThat(accepted).isEmpty();
    }

    static Stream<byte[]> manifests() {
        return Stream.of(
                Manifest.of(SOUND).toJson(),
                SOUND.lineage().toJson(),
                new Pointer(SOUND.version().toString()).toJson());
    }
}
