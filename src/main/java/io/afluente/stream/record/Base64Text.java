package io.afluente.stream.record;

import io.afluente.image.BadImageException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads base64 as other programs write it: by either alphabet, with or without padding, in lines,
 * as a data URL.
 */
public final class Base64Text {
    private Base64Text() {}

    /**
     * The bytes.
     *
     * @throws BadImageException that names the field {@code data} and the first character that
     *     won't do
     */
    public static byte[] decode(String text) {
        byte[] standard = new byte[text.length()];
        int length = 0;
        for (int at = startOf(text); at < text.length(); at++) {
            char c = text.charAt(at);
            if (c > ' ') {
                standard[length++] = standard(c, at);
            }
        }
        try {
            return Base64.getDecoder().decode(Arrays.copyOf(standard, length));
        } catch (IllegalArgumentException e) {
            throw new BadImageException(
                    "data: not base64: its %,d characters don't end with a whole byte"
                            .formatted(length),
                    e);
        }
    }

    /** Where the base64 of a data URL (RFC 2397) begins; 0 if it is none. */
    private static int startOf(String text) {
        if (!text.regionMatches(true, 0, "data:", 0, 5)) {
            return 0;
        }
        int comma = text.indexOf(',');
        if (comma < 0 || !text.substring(0, comma).strip().endsWith(";base64")) {
            throw new BadImageException(
                    "data: a data URL must be in base64: data:image/png;base64,...");
        }
        return comma + 1;
    }

    private static byte standard(char c, int at) {
        return switch (c) {
            case '-' -> '+';
            case '_' -> '/';
            case '+', '/', '=' -> (byte) c;
            default -> {
                if (c >= 0x80 || !Character.isLetterOrDigit(c)) {
                    throw new BadImageException(
                            "data: not base64: '%c' is its character %,d".formatted(c, at + 1));
                }
                yield (byte) c;
            }
        };
    }
}
