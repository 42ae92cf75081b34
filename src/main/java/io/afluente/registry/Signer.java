package io.afluente.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.model.BadNetworkException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says by HMAC-SHA256 that a version was put on the topic of models by somebody who has the key,
 * and refuses those that were not. Without a key nothing is signed, and nothing is refused.
 */
public final class Signer {
    /** A key of fewer bytes can be guessed. */
    public static final int MIN_KEY = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final Signer NONE = new Signer(null);

    private final SecretKeySpec key;

    private Signer(SecretKeySpec key) {
        this.key = key;
    }

    /** Signs nothing and takes everything. */
    public static Signer none() {
        return NONE;
    }

    /**
     * Signs by this key, and takes only what is signed by it.
     *
     * @throws IllegalArgumentException for a key that is too short
     */
    public static Signer with(byte[] key) {
        if (key.length < MIN_KEY) {
            throw new IllegalArgumentException(
                    "%d bytes are too few for a key; %d at least".formatted(key.length, MIN_KEY));
        }
        return new Signer(new SecretKeySpec(key, ALGORITHM));
    }

    /** The manifest with its signature; as it is where there is no key. */
    public Manifest sign(Manifest manifest) {
        return key == null ? manifest : manifest.signed(signatureOf(manifest));
    }

    /**
     * The same manifest, if it may be trusted.
     *
     * @throws BadNetworkException if there is a key, and this manifest was not signed by it
     */
    public Manifest check(Manifest manifest) {
        if (key != null && !isSigned(manifest)) {
            throw new BadNetworkException(
                    "checkpoint " + manifest.version() + ": " + tell(manifest));
        }
        return manifest;
    }

    /** What there is to say of a manifest's signature, in a few words. */
    public String tell(Manifest manifest) {
        if (manifest.signature() == null) {
            return "not signed";
        }
        if (key == null) {
            return "signed; not checked, for want of a key";
        }
        return isSigned(manifest) ? "signed by our key" : "signed by another key, or changed since";
    }

    private boolean isSigned(Manifest manifest) {
        return manifest.signature() != null
                && MessageDigest.isEqual(
                        signatureOf(manifest).getBytes(UTF_8),
                        manifest.signature().getBytes(UTF_8));
    }

    // The hash stands for the bytes, in which all else is told again.
    private String signatureOf(Manifest manifest) {
        String signed =
                String.join(
                        "\n",
                        "afluente checkpoint",
                        manifest.model(),
                        manifest.version(),
                        manifest.sha256());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
