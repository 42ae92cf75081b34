package io.afluente.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnauthorizedResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.util.List;

/**
 * Who may do more than look: somebody on this machine, or with the token, and no other site's page.
 *
 * <p>A browser says where a request comes from. A request that a proxy has forwarded doesn't come
 * from this machine, wherever the proxy runs.
 */
public final class Access {
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final byte[] token;

    /**
     * @param token for requests from elsewhere; empty lets none of them
     */
    public Access(String token) {
        this.token = token.getBytes(UTF_8);
    }

    /** Refuses a request of somebody who may only look. */
    public void check(Context request) {
        if (isOfAnotherSite(request)) {
            throw new ForbiddenResponse("only the page itself may ask for that");
        }
        if (!isLocal(request)) {
            checkToken(request);
        }
    }

    private static boolean isOfAnotherSite(Context request) {
        String origin = request.header("Origin");
        String site = request.header("Sec-Fetch-Site");
        boolean foreignOrigin =
                origin != null && !origin.replaceFirst("^https?://", "").equals(request.host());
        boolean foreignSite = site != null && !site.equals("same-origin") && !site.equals("none");
        return foreignOrigin || foreignSite;
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
