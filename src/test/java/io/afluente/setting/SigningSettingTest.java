package io.afluente.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.TestKeys;
import io.afluente.TestNetworks;
import io.afluente.registry.Manifest;
import io.afluente.registry.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of keys, as their owners write them. */
class SigningSettingTest {
    private static final String HMAC = "a key of enough bytes";
    // as OpenSSL 3.0 has written them: openssl genpkey -algorithm ed25519; openssl pkey -pubout
    private static final String PRIVATE =
            """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIOMuYmRSKnHQj1jBKd0+pERtFSb5NdUq/lFtI+/2Yi8q
            -----END PRIVATE KEY-----
            """;
    private static final String PUBLIC =
            """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAkISIdzFCcQmx01FDWU8yGWq2j64D4t9w4guT4u/zPF8=
            -----END PUBLIC KEY-----
            """;

    private final Manifest manifest = Manifest.of(TestNetworks.untrained(0, 1));

    @TempDir private Path folder;

    @Test
    void shouldTakeKeysThatOpensslWrote() throws IOException {
        Signer learner = signer("signing-key-file", file(PRIVATE), file(PUBLIC));
        Signer classifier = signer("trusted-key-files", file(PUBLIC));

        assertThat(classifier.check(learner.sign(manifest)).ed25519()).isNotNull();
    }

    @Test
    void shouldTakeSeveralPublicKeysOfSeveralFiles() throws IOException {
        TestKeys first = new TestKeys();
        TestKeys second = new TestKeys();
        TestKeys third = new TestKeys();
        String two = file("# the old one\n" + first.publicPem() + "\n" + second.publicPem());
        Signer reader = signer("trusted-key-files", two + "," + file(third.publicPem()));

        for (TestKeys key : List.of(first, second, third)) {
            assertThat(reader.check(key.signer().sign(manifest)).ed25519().key())
                    .isEqualTo(key.id());
        }
    }

    @Test
    void shouldTakeTheSameHmacKeyWithAndWithoutTheEndOfItsLine() throws IOException {
        Manifest signed = signer("checkpoint-key-file", file(HMAC + "\n")).sign(manifest);

        assertThat(signer("checkpoint-key-file", file(HMAC)).tell(signed))
                .isEqualTo("signed by our key");
        assertThat(signer("checkpoint-key-file", file(HMAC + "!")).tell(signed))
                .startsWith("signed by another key");
    }

    @Test
    void shouldSayWhatIsWrongWithAFileAndNotWhatIsInIt() throws IOException {
        String weak = file("too few");
        refuses("checkpoint-key-file", weak, "--checkpoint-key-file " + weak, "16 at least");
        refuses("checkpoint-key-file", folder.resolve("none").toString(), "no such file");
        refuses("trusted-key-files", file(PRIVATE), "a block of PRIVATE KEY where one of PUBLIC");
        refuses("trusted-key-files", file("very secret"), "has none");
        refuses("trusted-key-files", file(PUBLIC.replace("MCowBQ", "MCowBR")), "of another kind");
        refuses("signing-key-file", file(PRIVATE), "needs --trusted-key-files beside it");
    }

    @Test
    void shouldRefuseASigningKeyWhosePublicKeyIsNotAmongThoseTrusted() throws IOException {
        String own = file(new TestKeys().privatePem());
        String others = file(PUBLIC);

        assertThatThrownBy(() -> signer("signing-key-file", own, others))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(own)
                .hasMessageContaining("add it to --trusted-key-files");
    }

    private void refuses(String setting, String file, String... why) {
        assertThatThrownBy(() -> signer(setting, file))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(why)
                .hasMessageNotContainingAny("very secret", "too few\"", "MCowB");
    }

    private static Signer signer(String setting, String value) {
        return read(Map.of(setting, value));
    }

    private static Signer signer(String setting, String value, String trusted) {
        return read(Map.of(setting, value, "trusted-key-files", trusted));
    }

    private static Signer read(Map<String, String> given) {
        return ModelSettings.read(new Settings(List.of(SettingSource.options(given)))).signer();
    }

    private String file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "key", ""), text).toString();
    }
}
