package io.afluente.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.CountingMeters;
import io.afluente.TestKeys;
import io.afluente.TopicSchemas;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody can and can't do who may write to the topic of models, and has no key. */
class PointerGuardTest {
    private static final TestKeys OPERATOR = new TestKeys();
    private static final TestKeys STRANGER = new TestKeys();
    private static final ModelKeys KEYS = new ModelKeys("mnist");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ONE = "000001-0123456789ab";
    private static final String TWO = "000002-0123456789ab";

    private final CountingMeters meters = new CountingMeters();
    private final PointerGuard guard = new PointerGuard(KEYS, TestKeys.trusting(OPERATOR), meters);
    private final Map<String, byte[]> records = new HashMap<>();

    @Test
    void shouldLetASignedPointerPassAndWhatCameLater() {
        assertThat(put(KEYS.pin(), signed(KEYS.pin(), ONE, 0))).isTrue();
        assertThat(put(KEYS.pin(), signed(KEYS.pin(), TWO, 1))).isTrue();
        assertThat(put(KEYS.pin(), signed(KEYS.pin(), null, 2))).isTrue();

        assertThat(Pointer.read(records.get(KEYS.pin()))).isEmpty();
        assertThat(meters.count("version.refusals")).isZero();
    }

    @Test
    void shouldKeepOutWhatIsNotSignedByATrustedKey() {
        put(KEYS.pin(), signed(KEYS.pin(), ONE, 0));

        assertThat(put(KEYS.pin(), new Pointer(TWO).toJson())).isFalse();
        assertThat(put(KEYS.pin(), signed(STRANGER, KEYS.pin(), TWO, 1))).isFalse();
        assertThat(put(KEYS.pin(), "no pointer".getBytes(UTF_8))).isFalse();
        assertThat(put(KEYS.pin(), null)).isFalse();

        assertThat(Pointer.read(records.get(KEYS.pin())).map(Pointer::version)).contains(ONE);
        assertThat(meters.count("version.refusals")).isEqualTo(4);
    }

    @Test
    void shouldKeepOutAPointerThatWasSignedForSomethingElse() {
        byte[] shadow = signed(KEYS.shadow(), ONE, 0);
        byte[] other = signed(new ModelKeys("cifar10").pin(), ONE, 0);
        Pointer pin = Pointer.fromJson(signed(KEYS.pin(), ONE, 0));
        byte[] changed = new Pointer(TWO, null, pin.decision(), pin.ed25519()).toJson();
        byte[] share = new Pointer(ONE, 1.0, pin.decision(), pin.ed25519()).toJson();

        assertThat(put(KEYS.pin(), shadow)).isFalse();
        assertThat(put(KEYS.pin(), other)).isFalse();
        assertThat(put(KEYS.pin(), changed)).isFalse();
        assertThat(put(KEYS.pin(), share)).isFalse();
    }

    @Test
    void shouldKeepOutAnOldPointerThatIsWrittenAgain() {
        byte[] first = signed(KEYS.pin(), ONE, 0);
        put(KEYS.pin(), first);
        put(KEYS.pin(), signed(KEYS.pin(), TWO, 1));

        assertThat(put(KEYS.pin(), first)).isFalse();
        assertThat(Pointer.read(records.get(KEYS.pin())).map(Pointer::version)).contains(TWO);
        // a retry of the last one changes nothing
        assertThat(put(KEYS.pin(), records.get(KEYS.pin()))).isTrue();
    }

    @Test
    void shouldLookAtNothingElse() {
        assertThat(put(KEYS.manifest(ONE), new byte[0])).isTrue();
        assertThat(put("cifar10/pin", null)).isTrue();
        assertThat(PointerGuard.none().admits(KEYS.pin(), null, () -> null)).isTrue();
    }

    @Test
    void shouldWritePointersAsTheirSchemaSays() {
        assertThat(TopicSchemas.complaints("models", "pointer", signed(KEYS.pin(), ONE, 0)))
                .isEmpty();
        assertThat(TopicSchemas.complaints("models", "pointer", signed(KEYS.pin(), null, 0)))
                .isEmpty();
    }

    private boolean put(String key, byte[] value) {
        boolean admitted = guard.admits(key, value, () -> records.get(key));
        if (admitted) {
            records.put(key, value);
        }
        return admitted;
    }

    private static byte[] signed(String key, String version, int minutes) {
        return signed(OPERATOR, key, version, minutes);
    }

    private static byte[] signed(TestKeys by, String key, String version, int minutes) {
        Author author = new Author("promote", "User:ops", "ana@desk", "line\u2028\"quoted\"");
        Instant at = NOON.plusSeconds(60L * minutes);
        Pointer pointer = new Pointer(version, null).decided(author.decide(at, null));
        return by.signer().sign(key, pointer).toJson();
    }
}
