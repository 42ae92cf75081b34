package io.afluente.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.afluente.web.Hosts;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.TooManyRequestsResponse;
import io.javalin.http.UnauthorizedResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.util.List;

/**
 * Who may change something: the page itself, on this machine or with the token.
 *
 * <p>A browser lets another site send a plain request here, but no request with a header of our
 * own, and it says where a request comes from; so both are asked for. A request that a proxy has
 * forwarded doesn't come from this machine, wherever the proxy runs.
 */
final class Guard {
    /** What every request of the page carries. */
    static final String HEADER = "X-Afluente";

    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");
    private static final int MAX_PER_SECOND = 50;

    private final byte[] token;
    private long second;
    private int requests;

    /**
     * @param token for requests from elsewhere; empty lets none of them
     */
    Guard(String token) {
        this.token = token.getBytes(UTF_8);
    }

    /** Refuses a request that may not change anything. */
    void check(Context request) {
        checkPage(request);
        if (!isLocal(request)) {
            checkToken(request);
        }
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

    private static void checkPage(Context request) {
        String origin = request.header("Origin");
        String site = request.header("Sec-Fetch-Site");
        boolean foreignOrigin =
                origin != null && !origin.replaceFirst("^https?://", "").equals(request.host());
        boolean foreignSite = site != null && !site.equals("same-origin") && !site.equals("none");
        if (request.header(HEADER) == null || foreignOrigin || foreignSite) {
            throw new ForbiddenResponse("only the page itself may ask for that");
        }
    }

    private static boolean isLocal(Context request) {
        try {
            return Hosts.isAskedLocally(request)
                    && FORWARDED.stream().noneMatch(name -> request.header(name) != null)
                    && InetAddress.getByName(request.ip()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void checkToken(Context request) {
        if (token.length == 0) {
            throw new ForbiddenResponse(
                    "only this machine may change anything; --http-token allows others");
        }
        String given = request.header("Authorization");
        if (given == null
                || !MessageDigest.isEqual(
                        given.replaceFirst("^Bearer ", "").getBytes(UTF_8), token)) {
            throw new UnauthorizedResponse(
                    "a token is needed to change anything from another machine");
        }
    }
}
