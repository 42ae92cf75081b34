package io.afluente.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that names and checks checkpoints and backbones. */
public final class Sha256 {
    private static final int BUFFER_BYTES = 1 << 16;

    private Sha256() {}

    /** 64 hexadecimal digits. */
    public static String of(byte[] bytes) {
        return hex(digest().digest(bytes));
    }

    /** The same of a file, however large. */
    public static String of(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] some = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                digest.update(some, 0, read);
            }
        }
        return hex(digest.digest());
    }

    /** The same of what comes in pieces. */
    public static final class Growing {
        private final MessageDigest digest = digest();

        /** The next piece. */
        public void add(byte[] piece) {
            digest.update(piece);
        }

        /** The hash of all pieces; the last call. */
        public String value() {
            return hex(digest.digest());
        }
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
