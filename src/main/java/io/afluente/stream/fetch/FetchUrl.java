package io.afluente.stream.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A URL that says one thing only: what one reader takes for a host or a path, another one does too.
 *
 * @param uri in ASCII
 * @param scheme one of those that can be fetched
 * @param host in lower case, or the bucket; empty of a file
 * @param port the scheme's own where none is given
 * @param path with percent signs as they are
 */
record FetchUrl(URI uri, String scheme, String host, int port, String path) {
    static final List<String> SCHEMES = List.of("http", "https", "s3", "file");

    // some servers cut off what comes behind a semicolon before they look for dots
    private static final Pattern DOTS = Pattern.compile("/[.]{1,2}(;[^/]*)?(/|$)");

    /**
     * Takes a URL apart.
     *
     * @throws FetchException if it is none, or an ambiguous one
     */
    static FetchUrl of(String text) {
        URI uri = parsed(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        require(SCHEMES.contains(scheme), "must begin with one of " + SCHEMES + " and a colon");
        require(!uri.isOpaque(), "must name a path");
        String host = hostOf(uri, scheme);
        require(
                uri.getRawQuery() == null || scheme.startsWith("http"),
                "of this scheme must not have a query");
        require(uri.getRawFragment() == null, "must not have a fragment");
        String path = uri.getRawPath();
        require(isPlain(path), "must not have . or .. in its path, nor their codes");
        return new FetchUrl(uri, scheme, host, portOf(uri, scheme), path.isEmpty() ? "/" : path);
    }

    private static URI parsed(String text) {
        try {
            return new URI(new URI(text).toASCIIString());
        } catch (URISyntaxException e) {
            throw FetchException.lasting("no URL: " + e.getReason());
        }
    }

    private static String hostOf(URI uri, String scheme) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        require(authority.indexOf('@') < 0, "must not name a user");
        if (scheme.equals("file")) {
            require(authority.isEmpty(), "must not name a host");
            return "";
        }
        // a bucket's name may have what a host's can't
        String host = scheme.equals("s3") ? authority : uri.getHost();
        require(host != null && !host.isEmpty(), "must name a host");
        return host.toLowerCase(Locale.ROOT);
    }

    static int portOf(URI uri, String scheme) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }

    private static boolean isPlain(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return !lower.contains("%2e")
                && !lower.contains("%2f")
                && !lower.contains("%5c")
                && !lower.contains("%00")
                && !DOTS.matcher(lower).find();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw FetchException.lasting("a URL " + what);
        }
    }
}
