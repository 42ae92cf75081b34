package io.afluente.image.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A file that is known before it is fetched.
 *
 * @param name of the unpacked file
 * @param bytes its exact length, so that no download can be longer
 * @param sha256 of the unpacked file, in lower-case hex
 */
record DataFile(String name, long bytes, String sha256) {
    /** Whether a folder has this very file, plain or packed as {@code .gz}; reads it to the end. */
    boolean isIn(Path folder) throws IOException {
        Path plain = folder.resolve(name);
        if (Files.exists(plain)) {
            try (InputStream in = Files.newInputStream(plain)) {
                return isCopied(in, OutputStream.nullOutputStream());
            }
        }
        Path packed = folder.resolve(name + ".gz");
        if (Files.exists(packed)) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
                return isCopied(in, OutputStream.nullOutputStream());
            }
        }
        return false;
    }

    /**
     * Puts the unpacked bytes into a folder, all or nothing: readers and other writers never see a
     * part of the file.
     *
     * @throws IOException if the bytes are not this file's
     */
    void store(InputStream unpacked, Path folder) throws IOException {
        Path temporary = Files.createTempFile(folder, "." + name, ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                if (!isCopied(unpacked, out)) {
                    throw new IOException(name + ": its SHA-256 is not the known one");
                }
            }
            Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private boolean isCopied(InputStream from, OutputStream to) throws IOException {
        DigestInputStream in = new DigestInputStream(from, newSha256());
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        for (int n = in.read(buffer); n >= 0 && copied <= bytes; n = in.read(buffer)) {
            to.write(buffer, 0, n);
            copied += n;
        }
        String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
        return copied == bytes && found.equals(sha256);
    }

    /** SHA-256 of bytes, in lower-case hex. */
    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newSha256().digest(bytes));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
