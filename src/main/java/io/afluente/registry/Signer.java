package io.afluente.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.model.BadNetworkException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * Says that a version or a pointer was put on the topic of models by somebody who has a private
 * key, and refuses those that were not. Without keys nothing is signed, and nothing is refused.
 */
public final class Signer {
    /** An HMAC key of fewer bytes can be guessed. */
    public static final int MIN_KEY = 16;

    private static final Signer NONE =
            new Signer(Optional.empty(), Optional.empty(), new TrustedKeys(List.of()));

    private final Optional<HmacKey> hmac;
    private final Optional<SigningKey> own;
    private final TrustedKeys trusted;

    private Signer(Optional<HmacKey> hmac, Optional<SigningKey> own, TrustedKeys trusted) {
        this.hmac = hmac;
        this.own = own;
        this.trusted = trusted;
    }

    /** Signs nothing and takes everything. */
    public static Signer none() {
        return NONE;
    }

    /**
     * Signs versions by this HMAC key, and takes only those signed by it.
     *
     * @throws IllegalArgumentException for a key that is too short
     */
    public static Signer with(byte[] key) {
        return NONE.andHmac(key);
    }

    /** The same, which also signs versions by an HMAC key, and takes those signed by it. */
    public Signer andHmac(byte[] key) {
        if (key.length < MIN_KEY) {
            throw new IllegalArgumentException(
                    "%d bytes are too few for a key; %d at least".formatted(key.length, MIN_KEY));
        }
        return new Signer(Optional.of(new HmacKey(key)), own, trusted);
    }

    /** Takes only versions and pointers that one of these Ed25519 keys has signed. */
    public static Signer trusting(List<PublicKey> keys) {
        return new Signer(Optional.empty(), Optional.empty(), new TrustedKeys(keys));
    }

    /**
     * The same, which also signs by an Ed25519 key.
     *
     * @throws IllegalArgumentException if its public key is none of those trusted
     */
    public Signer signing(PrivateKey key) {
        return new Signer(hmac, Optional.of(SigningKey.of(key, trusted)), trusted);
    }

    /** Whether it signs pointers. */
    public boolean signsPointers() {
        return own.isPresent();
    }

    /** Whether it takes signed pointers alone. */
    public boolean checksPointers() {
        return !trusted.isEmpty();
    }

    /** The manifest with its signatures; as it is where there is no key. */
    public Manifest sign(Manifest manifest) {
        String text = textOf(manifest);
        return manifest.signed(
                hmac.map(key -> key.sign(text)).orElse(null),
                own.map(key -> key.sign(text)).orElse(null));
    }

    /** The pointer under a key of the topic with its signature; as it is without a key. */
    public Pointer sign(String key, Pointer pointer) {
        return own.map(own -> pointer.signed(own.sign(textOf(key, pointer)))).orElse(pointer);
    }

    /**
     * The same manifest, if it may be trusted.
     *
     * @throws BadNetworkException if there are keys, and none of them has signed this manifest
     */
    public Manifest check(Manifest manifest) {
        if (checks() && !isSigned(manifest)) {
            throw new BadNetworkException(
                    "checkpoint " + manifest.version() + ": " + tell(manifest));
        }
        return manifest;
    }

    /**
     * The same pointer, if it may be trusted under its key.
     *
     * @throws BadNetworkException if there are public keys, and none of them has signed it
     */
    public Pointer check(String key, Pointer pointer) {
        if (checksPointers() && !trusted.accept(textOf(key, pointer), pointer.ed25519())) {
            throw new BadNetworkException(tell(pointer.ed25519()));
        }
        return pointer;
    }

    /** What there is to say of a manifest's signature, in a few words. */
    public String tell(Manifest manifest) {
        String text = textOf(manifest);
        if (trusted.accept(text, manifest.ed25519())) {
            return "signed by the trusted key " + manifest.ed25519().key();
        }
        if (hmac.filter(key -> key.accept(text, manifest.signature())).isPresent()) {
            return "signed by our key";
        }
        if (manifest.signature() == null && manifest.ed25519() == null) {
            return "not signed";
        }
        if (!checks()) {
            return "signed; not checked, for want of a key";
        }
        if (checksPointers() && (manifest.ed25519() != null || hmac.isEmpty())) {
            return tell(manifest.ed25519());
        }
        return "signed by another key, or changed since";
    }

    private String tell(KeySignature signature) {
        if (signature == null) {
            return "not signed by Ed25519";
        }
        return trusted.has(signature)
                ? "signed by the key " + signature.key() + ", but not this, or changed since"
                : "signed by the key " + shown(signature.key()) + ", which is not trusted";
    }

    // somebody else may have written anything there
    private static String shown(String key) {
        return key != null && key.matches("[0-9a-f]{1,64}") ? key : "of an odd name";
    }

    /** Whether there are keys to check by. */
    public boolean checks() {
        return hmac.isPresent() || !trusted.isEmpty();
    }

    private boolean isSigned(Manifest manifest) {
        String text = textOf(manifest);
        return trusted.accept(text, manifest.ed25519())
                || hmac.filter(key -> key.accept(text, manifest.signature())).isPresent();
    }

    // The hash stands for the bytes, in which all else is told again.
    private static String textOf(Manifest manifest) {
        return String.join(
                "\n",
                "afluente checkpoint",
                manifest.model(),
                manifest.version(),
                manifest.sha256());
    }

    // The key says the network and the kind of pointer; JSON keeps one field from running into
    // another.
    private static String textOf(String key, Pointer pointer) {
        return String.join(
                "\n", "afluente pointer", key, new String(pointer.signed(null).toJson(), UTF_8));
    }
}
