package io.afluente.stream.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What may be fetched, and how long that may take.
 *
 * @param allowed addresses
 * @param timeout of one try, for all that are fetched together
 * @param patience from the first try of a picture to the last
 * @param s3 the store of {@code s3:} addresses, where such are allowed
 */
public record FetchSettings(
        AllowList allowed, Duration timeout, Duration patience, Optional<S3Settings> s3) {
    /** Without an object store. */
    public FetchSettings(AllowList allowed, Duration timeout, Duration patience) {
        this(allowed, timeout, patience, Optional.empty());
    }

    /** Nothing may be fetched. */
    public static FetchSettings none() {
        return new FetchSettings(
                AllowList.of(List.of()), Duration.ofSeconds(3), Duration.ofSeconds(60));
    }

    /**
     * How long a thread may wait for pictures from one commit to the next: for one that does not
     * come, and a try or two for those behind it. Not at all where nothing may be fetched.
     */
    public Duration mostWait() {
        return allowed.isEmpty() ? Duration.ZERO : patience.plus(timeout.multipliedBy(3));
    }
}
