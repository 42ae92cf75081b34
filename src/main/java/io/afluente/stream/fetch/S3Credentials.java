package io.afluente.stream.fetch;

import java.util.Optional;

/**
 * Who asks an object store.
 *
 * @param accessKey its public part
 * @param secret its secret part
 * @param token of a session that ends
 */
public record S3Credentials(String accessKey, String secret, Optional<String> token) {
    // it is a secret
    @Override
    public String toString() {
        return accessKey;
    }
}
