package io.afluente.stream.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientPrincipalTest {
    private static final String SCRAM =
            "org.apache.kafka.common.security.scram.ScramLoginModule required %s password=\"x y\";";

    @Test
    void shouldBeTheUserNameOfSasl() {
        assertThat(jaas(SCRAM.formatted("username=\"ops\""))).isEqualTo("User:ops");
        assertThat(jaas(SCRAM.formatted("username = ops"))).isEqualTo("User:ops");
        assertThat(jaas("OAuthBearerLoginModule required clientId=\"deploy\";"))
                .isEqualTo("User:deploy");
        assertThat(
                        ClientPrincipal.of(
                                Map.of("sasl.oauthbearer.client.credentials.client.id", "ci")))
                .contains("User:ci");
    }

    @Test
    void shouldBeUnknownWhereNothingTells() {
        assertThat(ClientPrincipal.of(Map.of("security.protocol", "SSL"))).isEmpty();
        assertThat(jaas(SCRAM.formatted(""))).isNull();
        assertThat(jaas(SCRAM.formatted("username=\"${file:/run/secret:user}\""))).isNull();
    }

    private static String jaas(String config) {
        return ClientPrincipal.of(Map.of("sasl.jaas.config", config)).orElse(null);
    }
}
