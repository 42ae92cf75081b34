package io.afluente.stream.format;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Which registry, and how it is asked.
 *
 * @param url that the paths of its interface come after
 * @param patience for one answer, retries included
 * @param authorization the header that says who asks, made anew for each question so that a file
 *     may change; empty for nobody
 * @param tls whom to trust; empty for the usual authorities
 * @param registers whether schemas that are missing are registered
 */
public record RegistrySettings(
        URI url,
        Duration patience,
        Supplier<Optional<String>> authorization,
        Optional<SSLContext> tls,
        boolean registers) {

    /** A registry that asks nobody who they are. */
    public static RegistrySettings open(URI url) {
        return new RegistrySettings(
                url, Duration.ofSeconds(3), Optional::empty, Optional.empty(), true);
    }

    // the authorization may hold a secret
    @Override
    public String toString() {
        return url.toString();
    }
}
