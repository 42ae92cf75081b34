package io.afluente.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the form that OpenSSL made common: base64 between two lines that say what it is.
 *
 * @param file that it was read from
 * @param text of the whole file, of which nothing is ever told
 */
record Pem(Path file, String text) {
    private static final long MAX_BYTES = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    /** How a key signs, by its kind. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    static Pem read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new BadTlsFileException(file, "more than 1 MiB");
            }
            return new Pem(file, Files.readString(file, ISO_8859_1));
        } catch (IOException e) {
            throw new BadTlsFileException(file, "there is no such file to read", e);
        }
    }

    /** All certificates, at least one. */
    List<X509Certificate> certificates() {
        List<X509Certificate> all = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            if (block.group(1).endsWith("CERTIFICATE")) {
                all.add(certificate(decoded(block.group(2))));
            }
        }
        if (all.isEmpty()) {
            throw new BadTlsFileException(
                    file, "no certificate in it (-----BEGIN CERTIFICATE-----)");
        }
        return all;
    }

    private X509Certificate certificate(byte[] bytes) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException e) {
            throw new BadTlsFileException(file, "a certificate in it is damaged", e);
        }
    }

    /** The one private key, which must be that of a public one. */
    PrivateKey key(PublicKey other) {
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            String kind = block.group(1);
            if (kind.equals("ENCRYPTED PRIVATE KEY") || block.group(2).contains("ENCRYPTED")) {
                throw new BadTlsFileException(
                        file, "has a password; openssl pkey -in OLD -out NEW takes it away");
            }
            if (kind.endsWith("PRIVATE KEY")) {
                byte[] bytes = decoded(block.group(2));
                return key(kind.equals("PRIVATE KEY") ? bytes : Der.pkcs8(bytes, other), other);
            }
        }
        throw new BadTlsFileException(file, "no private key in it (-----BEGIN PRIVATE KEY-----)");
    }

    private PrivateKey key(byte[] pkcs8, PublicKey other) {
        String signature = SIGNATURES.get(other.getAlgorithm());
        if (signature == null) {
            throw new BadTlsFileException(
                    file, "RSA, EC and EdDSA are known, not " + other.getAlgorithm());
        }
        try {
            PrivateKey key =
                    KeyFactory.getInstance(other.getAlgorithm())
                            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (!belongTogether(key, other, signature)) {
                throw new BadTlsFileException(file, "is not the key of the certificate");
            }
            return key;
        } catch (GeneralSecurityException e) {
            // what Java says of it may quote it
            throw new BadTlsFileException(
                    file,
                    "is damaged, or no %s key as the certificate's"
                            .formatted(other.getAlgorithm()));
        }
    }

    private static boolean belongTogether(PrivateKey key, PublicKey other, String algorithm)
            throws GeneralSecurityException {
        byte[] words = "afluente".getBytes(ISO_8859_1);
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(words);
        Signature checking = Signature.getInstance(algorithm);
        checking.initVerify(other);
        checking.update(words);
        return checking.verify(signing.sign());
    }

    private byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new BadTlsFileException(file, "its base64 is damaged");
        }
    }

    /** Without the text, which may be a key. */
    @Override
    public String toString() {
        return file.toString();
    }
}
