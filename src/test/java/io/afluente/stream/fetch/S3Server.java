package io.afluente.stream.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Answers as an object store does: whoever asks must have signed by AWS Signature Version 4, which
 * is computed here from its description once more, and gets HTTP 403 otherwise.
 */
public final class S3Server {
    public static final String ACCESS_KEY = "AKIDEXAMPLE";
    public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request,"
                            + " SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

    private S3Server() {}

    /** An object that is there for whoever has signed. */
    public static PictureServer.Answer object(byte[] picture) {
        return exchange -> {
            if (isSigned(exchange)) {
                PictureServer.send(exchange, picture);
            } else {
                exchange.sendResponseHeaders(403, -1);
            }
        };
    }

    private static boolean isSigned(HttpExchange exchange) {
        String said = exchange.getRequestHeaders().getFirst("Authorization");
        Matcher parts = AUTHORIZATION.matcher(said == null ? "" : said);
        return parts.matches()
                && parts.group(1).equals(ACCESS_KEY)
                && parts.group(5).equals(signature(exchange, parts));
    }

    private static String signature(HttpExchange exchange, Matcher parts) {
        String time = exchange.getRequestHeaders().getFirst("x-amz-date");
        String scope = parts.group(2) + "/" + parts.group(3) + "/s3/aws4_request";
        String canonical = hex(sha256(canonical(exchange, parts.group(4)).getBytes(UTF_8)));
        byte[] key = hmac(("AWS4" + SECRET).getBytes(UTF_8), parts.group(2));
        for (String part : List.of(parts.group(3), "s3", "aws4_request")) {
            key = hmac(key, part);
        }
        return hex(hmac(key, String.join("\n", "AWS4-HMAC-SHA256", time, scope, canonical)));
    }

    private static String canonical(HttpExchange exchange, String signedHeaders) {
        String headers =
                Stream.of(signedHeaders.split(";"))
                        .map(name -> canonicalHeader(exchange, name))
                        .collect(Collectors.joining());
        String query = exchange.getRequestURI().getRawQuery();
        return String.join(
                "\n",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                headers,
                signedHeaders,
                exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
    }

    private static String canonicalHeader(HttpExchange exchange, String name) {
        return name.toLowerCase(Locale.ROOT)
                + ":"
                + exchange.getRequestHeaders().getFirst(name)
                + "\n";
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
