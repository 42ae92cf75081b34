package io.afluente.stream.fetch;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which object store, of the interface that S3 brought up, and who asks it.
 *
 * @param endpoint the store's address; empty for Amazon's
 * @param region that requests are signed for
 * @param credentials asked for each picture, so that they may change
 */
public record S3Settings(
        Optional<URI> endpoint, String region, Supplier<S3Credentials> credentials) {}
