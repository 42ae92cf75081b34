package io.afluente.registry;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ed25519 keys as OpenSSL writes them: PEM of PKCS#8 for a private key, of X.509's
 * SubjectPublicKeyInfo for public ones. Messages never tell what a file holds.
 */
public final class PemKeys {
    static final String ALGORITHM = "Ed25519";

    private static final int LINE = 64;
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private PemKeys() {}

    /** A new pair. */
    public static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** How messages call a public key. */
    public static String idOf(PublicKey key) {
        return TrustedKeys.idOf(key);
    }

    /**
     * The private key of a file.
     *
     * @throws IllegalArgumentException that says what is wrong with it
     */
    public static PrivateKey privateKey(String pem) {
        List<byte[]> keys = blocks(pem, PRIVATE);
        if (keys.size() != 1) {
            throw new IllegalArgumentException(
                    "needs one private key of Ed25519 in PEM (PKCS#8, without a password), has "
                            + keys.size());
        }
        try {
            return factory().generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
        } catch (GeneralSecurityException e) {
            throw noKey(e);
        }
    }

    /** The public keys of a file, one or several; errors as above. */
    public static List<PublicKey> publicKeys(String pem) {
        List<PublicKey> keys = new ArrayList<>();
        try {
            for (byte[] encoded : blocks(pem, PUBLIC)) {
                keys.add(factory().generatePublic(new X509EncodedKeySpec(encoded)));
            }
        } catch (GeneralSecurityException e) {
            throw noKey(e);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "needs public keys of Ed25519 in PEM (X.509 SubjectPublicKeyInfo), has none");
        }
        return keys;
    }

    /** A key as a file of it. */
    public static String pem(Key key) {
        String name = key instanceof PrivateKey ? PRIVATE : PUBLIC;
        String text =
                Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(name, text, name);
    }

    private static List<byte[]> blocks(String pem, String name) {
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(pem);
        while (matcher.find()) {
            if (!matcher.group(1).equals(name)) {
                throw new IllegalArgumentException(
                        "has a block of %s where one of %s belongs"
                                .formatted(matcher.group(1), name));
            }
            blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
        }
        return blocks;
    }

    private static KeyFactory factory() throws NoSuchAlgorithmException {
        return KeyFactory.getInstance(ALGORITHM);
    }

    private static IllegalArgumentException noKey(GeneralSecurityException why) {
        return new IllegalArgumentException("holds a key of another kind than Ed25519", why);
    }
}
