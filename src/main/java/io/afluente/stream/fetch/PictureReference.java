package io.afluente.stream.fetch;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a picture is that a record only refers to.
 *
 * @param field of the record that says so
 * @param url as it is given there
 * @param sha256 of the picture's bytes, as 64 hexadecimal digits
 */
public record PictureReference(String field, String url, Optional<String> sha256) {
    /** Characters of a URL. */
    public static final int MAX_URL = 2_000;

    /**
     * Checks what can be checked without a look at the picture.
     *
     * @throws FetchException if the URL or the hash is none
     */
    public PictureReference {
        if (url.length() > MAX_URL) {
            throw FetchException.lasting(
                    "%s: a URL of %,d characters, allowed are %,d"
                            .formatted(field, url.length(), MAX_URL));
        }
        try {
            FetchUrl.of(url);
        } catch (FetchException e) {
            throw e.in(field + ": " + shown(url));
        }
        sha256 = sha256.map(hash -> hash.toLowerCase(Locale.ROOT));
        if (sha256.isPresent() && !sha256.get().matches("[0-9a-f]{64}")) {
            throw FetchException.lasting(
                    "image-sha256: must be 64 hexadecimal digits, not %d characters like these: %s"
                            .formatted(sha256.get().length(), brief(sha256.get())));
        }
    }

    /** The URL without what may be a secret, and not at full length. */
    String shown() {
        return shown(url);
    }

    private static String shown(String url) {
        int end = url.indexOf('?');
        return brief(end < 0 ? url : url.substring(0, end));
    }

    private static String brief(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
