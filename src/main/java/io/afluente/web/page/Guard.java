package io.afluente.web.page;

import io.afluente.web.Access;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.TooManyRequestsResponse;

/**
 * Who may change something: the page itself, on this machine or with the token.
 *
 * <p>A browser lets another site send a plain request here, but no request with a header of our
 * own; so that is asked for, beside all that {@link Access} asks.
 */
final class Guard {
    /** What every request of the page carries. */
    static final String HEADER = "X-Afluente";

    private static final int MAX_PER_SECOND = 50;

    private final Access access;
    private long second;
    private int requests;

    /**
     * @param token for requests from elsewhere; empty lets none of them
     */
    Guard(String token) {
        this.access = new Access(token);
    }

    /** Refuses a request that may not change anything. */
    void check(Context request) {
        if (request.header(HEADER) == null) {
            throw new ForbiddenResponse("only the page itself may ask for that");
        }
        access.check(request);
        limit();
    }

    /** Refuses a request that comes too soon after many others. */
    synchronized void limit() {
        long now = System.nanoTime() / 1_000_000_000L;
        requests = now == second ? requests + 1 : 1;
        second = now;
        if (requests > MAX_PER_SECOND) {
            throw new TooManyRequestsResponse("no more than " + MAX_PER_SECOND + " a second");
        }
    }
}
