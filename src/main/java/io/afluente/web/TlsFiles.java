package io.afluente.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What HTTP is served with over TLS: two PEM files, as Kubernetes and ACME clients write them.
 *
 * @param certificate of the server, and behind it those that vouch for it
 * @param key of the certificate, without a password
 */
public record TlsFiles(Path certificate, Path key) {
    /** The key store exists in memory alone. */
    static final String PASSWORD = "";

    /**
     * Makes sure that a server can be started with them.
     *
     * @throws BadTlsFileException if not
     */
    public void check() {
        read();
    }

    /**
     * Both as Java has them.
     *
     * @throws BadTlsFileException if one is wrong, or they don't belong together
     */
    KeyStore read() {
        List<X509Certificate> chain = Pem.read(certificate).certificates();
        X509Certificate own = chain.get(0);
        requireValid(own);
        PrivateKey secret = Pem.read(key).key(own.getPublicKey());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "http", secret, PASSWORD.toCharArray(), chain.toArray(Certificate[]::new));
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new BadTlsFileException(certificate, "can't be used: " + e.getMessage(), e);
        }
    }

    /** Differs as soon as one of the files does. */
    byte[] fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : List.of(certificate, key)) {
                digest.update(Pem.read(file).text().getBytes(ISO_8859_1));
                digest.update((byte) 0);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void requireValid(X509Certificate own) {
        try {
            own.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new BadTlsFileException(
                    certificate, "expired at " + own.getNotAfter().toInstant(), e);
        } catch (CertificateNotYetValidException e) {
            throw new BadTlsFileException(
                    certificate, "is not valid before " + own.getNotBefore().toInstant(), e);
        }
    }
}
