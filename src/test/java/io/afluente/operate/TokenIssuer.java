package io.afluente.operate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * Gives tokens to clients that know the secret, and shows the key to check them by: the two
 * addresses of an OAuth server that Kafka needs.
 */
final class TokenIssuer implements AutoCloseable {
    static final String SECRET = "very-secret-of-the-clients";
    static final String AUDIENCE = "kafka";

    /** What JVMs must be told before Kafka asks these addresses. */
    static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    private final HttpServer server;
    private final RsaJsonWebKey key;

    private TokenIssuer(HttpServer server, RsaJsonWebKey key) {
        this.server = server;
        this.key = key;
    }

    static TokenIssuer start() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("the-key");
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            TokenIssuer issuer = new TokenIssuer(HttpServer.create(address, 0), key);
            issuer.server.createContext("/token", issuer::token);
            issuer.server.createContext("/keys", issuer::keys);
            issuer.server.start();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String tokens() {
        return address() + "/token";
    }

    String keys() {
        return address() + "/keys";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(exchange, 200, new JsonWebKeySet(key).toJson());
    }

    private void token(HttpExchange exchange) throws IOException {
        String said = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String[] login =
                new String(
                                Base64.getDecoder().decode(said.replaceFirst("^Basic ", "")),
                                StandardCharsets.UTF_8)
                        .split(":", 2);
        if (login.length == 2 && login[1].equals(SECRET)) {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                            .formatted(tokenOf(login[0])));
        } else {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
        }
    }

    private String tokenOf(String user) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(address());
        claims.setAudience(AUDIENCE);
        claims.setSubject(user);
        claims.setStringClaim("scope", "afluente");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(60);
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(key.getPrivateKey());
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
