package io.afluente.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/**
 * Signs by an Ed25519 private key. The same text always gives the same signature.
 *
 * @param key that signs
 * @param id of the public key that belongs to it
 */
record SigningKey(PrivateKey key, String id) {

    /**
     * The key, with the one among those trusted that belongs to it.
     *
     * @throws IllegalArgumentException if none does: nobody would take what it signs
     */
    static SigningKey of(PrivateKey key, TrustedKeys trusted) {
        String sample = "afluente";
        byte[] signature = sign(key, sample);
        return trusted.signerOf(sample, signature)
                .map(id -> new SigningKey(key, id))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "none of the public keys that are trusted belongs to it"));
    }

    KeySignature sign(String text) {
        return new KeySignature(id, Base64.getEncoder().encodeToString(sign(key, text)));
    }

    private static byte[] sign(PrivateKey key, String text) {
        try {
            Signature signature = Signature.getInstance(PemKeys.ALGORITHM);
            signature.initSign(key);
            signature.update(text.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
