package io.afluente.web;

import io.javalin.http.Context;
import java.util.Map;

/**
 * Headers on every answer that leave a browser nothing to guess: only this server's own files run,
 * nobody frames the page, and nothing is kept in caches.
 */
final class SecurityHeaders {
    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
                                    + " data: blob:; connect-src 'self'; base-uri 'none';"
                                    + " form-action 'none'; frame-ancestors 'none'",
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Permissions-Policy", "camera=(), microphone=(), geolocation=()",
                    "Cache-Control", "no-store");

    private SecurityHeaders() {}

    static void add(Context request) {
        HEADERS.forEach(request::header);
    }
}
