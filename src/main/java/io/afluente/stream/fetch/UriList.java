package io.afluente.stream.fetch;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads {@code text/uri-list} (RFC 2483, section 5), of which we take one URL. */
public final class UriList {
    /** The media type of such a value. */
    public static final String TYPE = "text/uri-list";

    private static final int MAX_BYTES = 8_192;

    private UriList() {}

    /**
     * The one URL of a list.
     *
     * @throws FetchException if there is none, or more than one
     */
    public static String only(byte[] value) {
        if (value.length > MAX_BYTES) {
            throw FetchException.lasting(
                    "value: a list of URLs of %,d bytes, allowed are %,d"
                            .formatted(value.length, MAX_BYTES));
        }
        List<String> urls =
                new String(value, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
        if (urls.size() != 1) {
            throw FetchException.lasting(
                    "value: %s holds one URL, not %d".formatted(TYPE, urls.size()));
        }
        return urls.get(0);
    }
}
