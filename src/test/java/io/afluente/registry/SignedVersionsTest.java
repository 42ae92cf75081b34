package io.afluente.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestKeys;
import io.afluente.TestNetworks;
import io.afluente.model.BadNetworkException;
import org.junit.jupiter.api.Test;

/** Versions that are signed by Ed25519: whoever can check a signature can't make one. */
class SignedVersionsTest {
    private static final TestKeys OLD = new TestKeys();
    private static final TestKeys NEW = new TestKeys();
    private static final byte[] HMAC = "0123456789abcdef".getBytes(UTF_8);

    private final Manifest plain = Manifest.of(TestNetworks.untrained(1, 1));
    private final Manifest signed = throughJson(OLD.signer().sign(plain));

    @Test
    void shouldTakeWhatATrustedKeyHasSigned() {
        Signer reader = TestKeys.trusting(OLD);

        assertThat(reader.check(signed)).isEqualTo(signed);
        assertThat(reader.tell(signed)).isEqualTo("signed by the trusted key " + OLD.id());
    }

    @Test
    void shouldRefuseWhatNoTrustedKeyHasSigned() {
        Manifest other = Manifest.of(TestNetworks.untrained(1, 2));
        Manifest borrowed = other.signed(null, signed.ed25519());
        Signer reader = TestKeys.trusting(OLD);

        refuses(reader, plain, "not signed");
        refuses(reader, NEW.signer().sign(plain), NEW.id() + ", which is not trusted");
        refuses(reader, borrowed, OLD.id() + ", but not this");
        refuses(reader, plain.signed(null, new KeySignature(OLD.id(), "?")), "but not this");
        refuses(reader, plain.signed(null, new KeySignature("\u001b[2J", null)), "of an odd name");
        refuses(reader, Signer.with(HMAC).sign(plain), "not signed by Ed25519");
    }

    @Test
    void shouldTakeTheOldKeysVersionsWhileItIsTrusted() {
        Manifest after = NEW.signer(OLD).sign(plain);

        assertThat(TestKeys.trusting(OLD, NEW).check(signed)).isEqualTo(signed);
        assertThat(TestKeys.trusting(OLD, NEW).check(after)).isEqualTo(after);
        refuses(TestKeys.trusting(NEW), signed, OLD.id() + ", which is not trusted");
    }

    @Test
    void shouldSignAndTakeBothWaysForOneRelease() {
        Manifest both = throughJson(OLD.signer().andHmac(HMAC).sign(plain));
        Manifest before = Signer.with(HMAC).sign(plain);

        assertThat(Signer.with(HMAC).check(both)).isEqualTo(both);
        assertThat(TestKeys.trusting(OLD).check(both)).isEqualTo(both);
        assertThat(TestKeys.trusting(OLD).andHmac(HMAC).check(before)).isEqualTo(before);
        assertThat(TestKeys.trusting(OLD).andHmac(HMAC).tell(before))
                .isEqualTo("signed by our key");
    }

    @Test
    void shouldRefuseToSignByAKeyThatNobodyTrusts() {
        Signer readers = TestKeys.trusting(OLD);

        assertThatThrownBy(() -> readers.signing(PemKeys.privateKey(NEW.privatePem())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of the public keys");
    }

    private static void refuses(Signer reader, Manifest manifest, String why) {
        assertThatThrownBy(() -> reader.check(manifest))
                .isInstanceOf(BadNetworkException.class)
                .hasMessageContaining(manifest.version())
                .hasMessageContaining(why);
    }

    private static Manifest throughJson(Manifest manifest) {
        return Manifest.fromJson(manifest.toJson());
    }
}
