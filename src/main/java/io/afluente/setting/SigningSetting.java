package io.afluente.setting;

import io.afluente.registry.PemKeys;
import io.afluente.registry.Signer;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which keys versions and pointers are signed, and whose signatures count.
 *
 * @param ownKey file of the private key; empty for those who only read
 * @param trusted files of public keys
 * @param hmacKey file of the shared key of 0.1.0
 */
public record SigningSetting(
        Optional<String> ownKey, List<String> trusted, Optional<String> hmacKey) {
    public static final String SIGNING_KEY_FILE = "signing-key-file";
    public static final String TRUSTED_KEY_FILES = "trusted-key-files";
    public static final String CHECKPOINT_KEY_FILE = "checkpoint-key-file";
    public static final String SIGNING_KEY_MEANS =
            "File with a private key of Ed25519 in PEM: versions and pointers are signed by it.";
    public static final String TRUSTED_KEYS_MEANS =
            "Files with public keys of Ed25519 in PEM, with commas between: only what one of them"
                    + " has signed serves.";
    public static final String CHECKPOINT_KEY_MEANS =
            "Deprecated: file with a key of HMAC that versions are signed by.";

    private static final Logger LOG = LoggerFactory.getLogger(SigningSetting.class);

    static void define(SettingList settings) {
        settings.text(SIGNING_KEY_FILE).means(SIGNING_KEY_MEANS);
        settings.list(TRUSTED_KEY_FILES).means(TRUSTED_KEYS_MEANS);
        settings.text(CHECKPOINT_KEY_FILE).means(CHECKPOINT_KEY_MEANS);
    }

    static SigningSetting read(Settings settings) {
        return new SigningSetting(
                settings.givenText(SIGNING_KEY_FILE),
                settings.texts(TRUSTED_KEY_FILES),
                settings.givenText(CHECKPOINT_KEY_FILE));
    }

    /**
     * Signs where a private key is given, and checks where public ones are.
     *
     * @throws UserException that names the file that will not do
     */
    Signer signer() {
        Signer signer = Signer.trusting(publicKeys());
        if (ownKey.isPresent()) {
            signer = signing(signer, new KeyFile(SIGNING_KEY_FILE, ownKey.get()));
        }
        if (hmacKey.isPresent()) {
            LOG.warn(
                    "--{} is deprecated, and goes with the next release: use --{} and --{}",
                    CHECKPOINT_KEY_FILE,
                    SIGNING_KEY_FILE,
                    TRUSTED_KEY_FILES);
            signer = withHmac(signer, new KeyFile(CHECKPOINT_KEY_FILE, hmacKey.get()));
        }
        return signer;
    }

    private List<PublicKey> publicKeys() {
        return trusted.stream()
                .map(file -> new KeyFile(TRUSTED_KEY_FILES, file).read(PemKeys::publicKeys))
                .flatMap(List::stream)
                .toList();
    }

    private Signer signing(Signer readers, KeyFile file) {
        if (trusted.isEmpty()) {
            throw new UserException(
                    "--%s needs --%s beside it, with the public key that belongs to it"
                            .formatted(SIGNING_KEY_FILE, TRUSTED_KEY_FILES));
        }
        PrivateKey key = file.readSecret(PemKeys::privateKey);
        try {
            return readers.signing(key);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    "--%s %s: %s; add it to --%s"
                            .formatted(
                                    SIGNING_KEY_FILE,
                                    file.name(),
                                    e.getMessage(),
                                    TRUSTED_KEY_FILES),
                    e);
        }
    }

    private static Signer withHmac(Signer signer, KeyFile file) {
        // the end of a line is no part of a key
        return file.readSecret(
                text -> signer.andHmac(text.stripTrailing().getBytes(StandardCharsets.ISO_8859_1)));
    }
}
