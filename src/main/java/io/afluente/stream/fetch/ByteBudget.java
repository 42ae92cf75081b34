package io.afluente.stream.fetch;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes pictures that are fetched together may still take. Safe for any thread. */
final class ByteBudget {
    private final AtomicLong left;

    ByteBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    static ByteBudget unlimited() {
        return new ByteBudget(Long.MAX_VALUE);
    }

    /** Takes so many; false where there were fewer. */
    boolean take(long bytes) {
        return left.addAndGet(-bytes) >= 0;
    }
}
