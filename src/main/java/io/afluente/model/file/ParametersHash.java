package io.afluente.model.file;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The fingerprint by which two sets of parameters are compared, bit for bit. */
public final class ParametersHash {
    private ParametersHash() {}

    /** SHA-256 over the parameters as big-endian floats, in lower-case hexadecimal. */
    public static String sha256(float[] parameters) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(parameters.length, Float.BYTES));
        bytes.asFloatBuffer().put(parameters);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
