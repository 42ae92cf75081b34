package io.afluente.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.CountingMeters;
import io.afluente.TestNetworks;
import io.afluente.TopicSchemas;
import io.afluente.model.BadNetworkException;
import io.afluente.model.MissingBackboneException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pin before the candidate, only what is whole, and each version once. */
class ModelFollowerTest {
    private static final Checkpoint ONE = TestNetworks.untrained(1, 1);
    private static final Checkpoint TWO = TestNetworks.untrained(2, 2);

    private final ModelKeys keys = new ModelKeys("mnist");
    private final Map<String, byte[]> records = new HashMap<>();
    private final List<Version> accepted = new ArrayList<>();
    private final CountingMeters meters = new CountingMeters();
    private final ModelFollower follower =
            new ModelFollower(keys, records::get, c -> accepted.add(c.version()), meters);

    @Test
    void shouldFollowTheCandidateOnceItIsWhole() {
        point(keys.candidate(), ONE);
        follower.changed();
        records.put(keys.manifest(ONE.version().toString()), Manifest.of(ONE).toJson());
        follower.changed();
        assertThat(accepted).as("still pending").isEmpty();

        put(ONE);
        follower.changed();
        follower.changed();

        assertThat(accepted).containsExactly(ONE.version());
    }

    @Test
    void shouldPreferThePin() {
        put(ONE);
        put(TWO);
        point(keys.pin(), ONE);
        point(keys.candidate(), TWO);
        follower.changed();

        records.remove(keys.pin());
        follower.changed();

        assertThat(accepted).containsExactly(ONE.version(), TWO.version());
    }

    @Test
    void shouldTakeNoneForAValue() {
        put(ONE);
        put(TWO);
        point(keys.pin(), ONE);
        point(keys.candidate(), TWO);
        follower.changed();

        records.put(keys.pin(), Pointer.none().toJson());
        follower.changed();

        assertThat(accepted).containsExactly(ONE.version(), TWO.version());
        assertThat(meters.count("version.refusals")).isZero();
        assertThat(TopicSchemas.complaints("models", "pointer", Pointer.none().toJson())).isEmpty();
    }

    @Test
    void shouldRefuseABadCheckpointOnceAndGoOn() {
        put(ONE);
        records.put(keys.chunk(ONE.version().toString(), 0), new byte[10]);
        point(keys.candidate(), ONE);
        follower.changed();
        follower.changed();

        put(TWO);
        point(keys.candidate(), TWO);
        follower.changed();

        assertThat(meters.count("version.refusals")).isEqualTo(1);
        assertThat(accepted).containsExactly(TWO.version());
    }

    @Test
    void shouldRefuseAPointerThatIsNone() {
        records.put(keys.candidate(), new byte[] {'x'});

        follower.changed();

        assertThat(meters.count("version.refusals")).isEqualTo(1);
    }

    @Test
    void shouldKeepTheOldOneWhereTheNewOneCannotServe() {
        ModelFollower picky =
                new ModelFollower(
                        keys,
                        records::get,
                        checkpoint -> {
                            throw new BadNetworkException("other labels");
                        },
                        meters);
        put(ONE);
        point(keys.candidate(), ONE);

        picky.changed();

        assertThat(meters.count("version.refusals")).isEqualTo(1);
    }

    @Test
    void shouldWaitForABackboneAndLookAgain() {
        List<String> here = new ArrayList<>();
        ModelFollower waiting =
                new ModelFollower(
                        keys,
                        records::get,
                        checkpoint -> {
                            if (here.isEmpty()) {
                                throw new MissingBackboneException("0".repeat(64));
                            }
                            accepted.add(checkpoint.version());
                        },
                        meters);
        put(ONE);
        point(keys.candidate(), ONE);
        waiting.changed();
        waiting.changed();
        assertThat(accepted).as("pending").isEmpty();

        here.add("its backbone");
        waiting.changed();

        assertThat(accepted).containsExactly(ONE.version());
        assertThat(meters.count("version.refusals")).isZero();
    }

    private void put(Checkpoint checkpoint) {
        String version = checkpoint.version().toString();
        records.put(keys.chunk(version, 0), checkpoint.bytes());
        records.put(keys.manifest(version), Manifest.of(checkpoint).toJson());
    }

    private void point(String key, Checkpoint checkpoint) {
        records.put(key, new Pointer(checkpoint.version().toString()).toJson());
    }
}
