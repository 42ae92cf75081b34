package io.afluente.stream.client;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * Whom brokers take a client for, as far as its own configuration tells: the user name of SASL or
 * the client id of OAuth. Passwords are not looked at, and a certificate's subject is the brokers'
 * to map.
 */
public final class ClientPrincipal {
    private static final int MOST = 200;
    private static final String CLIENT_ID = "sasl.oauthbearer.client.credentials.client.id";
    private static final Pattern NAME =
            Pattern.compile("\\b(?:username|clientId)\\s*=\\s*\"?([^\"\\s;]+)");

    private ClientPrincipal() {}

    /** As Kafka writes it, such as {@code User:ops}; empty where nothing tells. */
    public static Optional<String> of(Map<String, Object> client) {
        return text(client, CLIENT_ID)
                .or(() -> text(client, SaslConfigs.SASL_JAAS_CONFIG).flatMap(ClientPrincipal::name))
                .filter(name -> name.length() <= MOST)
                .filter(name -> name.chars().noneMatch(Character::isISOControl))
                .map(name -> "User:" + name);
    }

    private static Optional<String> text(Map<String, Object> client, String key) {
        return Optional.ofNullable(client.get(key)).map(Object::toString);
    }

    private static Optional<String> name(String jaas) {
        Matcher matcher = NAME.matcher(jaas);
        // what another file holds is known to Kafka alone
        return matcher.find() && !matcher.group(1).startsWith("${")
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }
}
