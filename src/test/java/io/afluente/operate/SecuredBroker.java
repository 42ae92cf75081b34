package io.afluente.operate;

import io.afluente.FreePorts;
import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.stream.topic.KafkaCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A real broker that nobody talks to without TLS, and without saying who one is: by SCRAM-SHA-512,
 * by a token, or by a certificate. What one may do is in its ACLs alone.
 */
final class SecuredBroker implements AutoCloseable {
    static final String SCRAM_PASSWORD = "very-secret-of-the-users";
    private static final String ADMIN = "admin";
    private static final String BROKER = "broker";

    private final Path folder;
    private final Certificates certificates;
    private final TokenIssuer issuer;
    private final List<Integer> ports = FreePorts.take(4);
    private final EmbeddedBroker broker;

    /**
     * @param folder for its files and those of its clients
     * @param byCertificate users that have one
     */
    SecuredBroker(Path folder, TokenIssuer issuer, String byCertificate) {
        this.folder = folder;
        this.issuer = issuer;
        this.certificates = Certificates.of(folder, BROKER, ADMIN, byCertificate);
        this.broker = EmbeddedBroker.start(folder, settings());
    }

    /** Where users log in by name and password, or by a token. */
    String saslAddress() {
        return address(0);
    }

    /** Where users log in by their certificate. */
    String tlsAddress() {
        return address(1);
    }

    /** The file of somebody who may do everything; goes with {@link #tlsAddress}. */
    Path admin() {
        return certificate(ADMIN);
    }

    /** The {@code --config} of a user with a certificate. */
    Path certificate(String user) {
        Map<String, String> config = new HashMap<>(certificates.trust());
        config.putAll(certificates.identity(user));
        config.put("security.protocol", "SSL");
        return write(user, config);
    }

    /** The {@code --config} of a user with a password, who is made known to the broker. */
    Path scram(String user) {
        try (Admin admin = connect()) {
            KafkaCalls.await(
                    admin.alterUserScramCredentials(
                                    List.of(
                                            new UserScramCredentialUpsertion(
                                                    user,
                                                    new ScramCredentialInfo(
                                                            ScramMechanism.SCRAM_SHA_512, 4096),
                                                    SCRAM_PASSWORD)))
                            .all());
        }
        return scram(user, SCRAM_PASSWORD);
    }

    /** The {@code --config} of a user who thinks that this is the password. */
    Path scram(String user, String password) {
        Map<String, String> config = new HashMap<>(certificates.trust());
        config.put("security.protocol", "SASL_SSL");
        config.put("sasl.mechanism", "SCRAM-SHA-512");
        config.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required"
                        + " username=\"%s\" password=\"%s\";".formatted(user, password));
        return write(user, config);
    }

    /** The {@code --config} of a user who gets tokens. */
    Path token(String user) {
        Map<String, String> config = new HashMap<>(certificates.trust());
        config.put("security.protocol", "SASL_SSL");
        config.put("sasl.mechanism", "OAUTHBEARER");
        config.put("sasl.oauthbearer.token.endpoint.url", issuer.tokens());
        config.put(
                "sasl.login.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
        config.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                        + " clientId=\"%s\" clientSecret=\"%s\" scope=\"afluente\";"
                                .formatted(user, TokenIssuer.SECRET));
        return write(user, config);
    }

    /** A client that may do everything. */
    Admin connect() {
        Properties config = new Properties();
        try (var reader = Files.newBufferedReader(admin())) {
            config.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        config.put("bootstrap.servers", tlsAddress());
        return Admin.create(config);
    }

    @Override
    public void close() {
        broker.close();
    }

    private Map<String, String> settings() {
        String sasl = "listener.name.sasl.";
        String oauth = sasl + "oauthbearer.";
        String modules = "org.apache.kafka.common.security.";
        Map<String, String> settings = new HashMap<>(certificates.trust());
        settings.putAll(certificates.identity(BROKER));
        settings.put(
                "listeners",
                "SASL://%s,MTLS://%s,INNER://%s,CONTROLLER://%s"
                        .formatted(address(0), address(1), address(2), address(3)));
        settings.put(
                "advertised.listeners",
                "SASL://%s,MTLS://%s,INNER://%s".formatted(address(0), address(1), address(2)));
        settings.put(
                "listener.security.protocol.map",
                "SASL:SASL_SSL,MTLS:SSL,INNER:SSL,CONTROLLER:SSL");
        settings.put("inter.broker.listener.name", "INNER");
        settings.put("controller.quorum.voters", "1@" + address(3));
        settings.put("ssl.client.auth", "required");
        settings.put(sasl + "ssl.client.auth", "none");
        settings.put("ssl.principal.mapping.rules", "RULE:^CN=([a-z]+)$/$1/,DEFAULT");
        settings.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:%s;User:%s;User:service".formatted(BROKER, ADMIN));
        settings.put(sasl + "sasl.enabled.mechanisms", "SCRAM-SHA-512,OAUTHBEARER");
        settings.put(
                sasl + "scram-sha-512.sasl.jaas.config",
                modules + "scram.ScramLoginModule required;");
        settings.put(
                oauth + "sasl.jaas.config",
                modules + "oauthbearer.OAuthBearerLoginModule required;");
        settings.put(
                oauth + "sasl.server.callback.handler.class",
                modules + "oauthbearer.OAuthBearerValidatorCallbackHandler");
        settings.put(sasl + "sasl.oauthbearer.jwks.endpoint.url", issuer.keys());
        settings.put(sasl + "sasl.oauthbearer.expected.issuer", issuer.address());
        settings.put(sasl + "sasl.oauthbearer.expected.audience", TokenIssuer.AUDIENCE);
        return settings;
    }

    private String address(int listener) {
        return "127.0.0.1:" + ports.get(listener);
    }

    private Path write(String user, Map<String, String> config) {
        Properties properties = new Properties();
        properties.putAll(config);
        properties.put("default.api.timeout.ms", "60000");
        Path file = folder.resolve(user + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
