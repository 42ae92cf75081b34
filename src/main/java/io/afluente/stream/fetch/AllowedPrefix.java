package io.afluente.stream.fetch;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that may be fetched: all that begin with the same scheme, host and path.
 *
 * @param scheme one of {@link FetchUrl#SCHEMES}
 * @param host exactly, or {@code *} for any, or {@code *.} and a domain for all in it
 * @param port exactly
 * @param path that theirs is, or goes on from behind a slash
 */
record AllowedPrefix(String scheme, String host, int port, String path) {
    static final String WORDS =
            "must be like https://HOST/PATH, http://HOST:PORT/, s3://BUCKET/PATH or file:/FOLDER/;"
                    + " HOST may be * or begin with *.";

    private static final Pattern WEB =
            Pattern.compile(
                    "(https?)://([*]|([*][.])?[a-z0-9][a-z0-9._-]*|\\[[0-9a-f:.]+])(:[0-9]{1,5})?(/[^?#]*)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BUCKET =
            Pattern.compile("(s3)://([a-z0-9][a-z0-9._-]*)()()(/[^?#]*)?");
    private static final Pattern FILE = Pattern.compile("(file):(//)?()()(/[^?#]+)");

    /** What a text allows; empty if it is no prefix. */
    static Optional<AllowedPrefix> of(String text) {
        for (Pattern kind : new Pattern[] {WEB, BUCKET, FILE}) {
            Matcher match = kind.matcher(text.strip());
            if (match.matches()) {
                return Optional.of(of(match));
            }
        }
        return Optional.empty();
    }

    private static AllowedPrefix of(Matcher match) {
        String scheme = match.group(1).toLowerCase(Locale.ROOT);
        String host = scheme.equals("file") ? "" : match.group(2).toLowerCase(Locale.ROOT);
        String port = match.group(4) == null ? "" : match.group(4);
        int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
        return new AllowedPrefix(
                scheme,
                host,
                port.isEmpty() ? usual : Integer.parseInt(port.substring(1)),
                match.group(5) == null ? "/" : match.group(5));
    }

    /** Whether an address is one of these. */
    boolean covers(FetchUrl url) {
        return scheme.equals(url.scheme())
                && port == url.port()
                && coversHost(url.host())
                && coversPath(url.path());
    }

    private boolean coversHost(String other) {
        if (host.equals("*")) {
            return true;
        }
        return namesHost() ? host.equals(other) : other.endsWith(host.substring(1));
    }

    private boolean coversPath(String other) {
        String folder = path.endsWith("/") ? path : path + "/";
        return other.equals(path) || other.startsWith(folder);
    }

    /** Whether it says which host: that may then be one of our own network. */
    boolean namesHost() {
        return !host.startsWith("*");
    }
}
