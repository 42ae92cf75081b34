package io.afluente.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Ed25519 public keys whose signatures count: several, so that one can follow another. */
final class TrustedKeys {
    private static final int ID_DIGITS = 16;

    private final Map<String, PublicKey> keys = new LinkedHashMap<>();

    TrustedKeys(List<PublicKey> keys) {
        keys.forEach(key -> this.keys.put(idOf(key), key));
    }

    /** How a key is called in messages. */
    static String idOf(PublicKey key) {
        return Sha256.of(key.getEncoded()).substring(0, ID_DIGITS);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    boolean has(KeySignature signature) {
        return keys.containsKey(signature.key());
    }

    /** Whether the key that a signature names is trusted and has signed this text. */
    boolean accept(String text, KeySignature signature) {
        PublicKey key = signature == null ? null : keys.get(signature.key());
        return key != null && hasSigned(key, text, bytes(signature.value()));
    }

    /** The id of the key that has signed a text. */
    Optional<String> signerOf(String text, byte[] signature) {
        return keys.entrySet().stream()
                .filter(key -> hasSigned(key.getValue(), text, signature))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static byte[] bytes(String base64) {
        try {
            return base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0]; // the signature of nothing
        }
    }

    private static boolean hasSigned(PublicKey key, String text, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(PemKeys.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(text.getBytes(UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // also for a signature of a wrong length
        }
    }
}
