package io.afluente.stream.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientNameTest {
    @Test
    void shouldSayWhatAClientIsFor() {
        Map<String, Object> client = Map.of("client.id", "line3", "bootstrap.servers", "a:1");

        assertThat(ClientName.with(client, "learn"))
                .isEqualTo(Map.of("client.id", "line3-learn", "bootstrap.servers", "a:1"));
    }

    @Test
    void shouldLeaveNamingToKafkaWhereThereIsNoName() {
        Map<String, Object> client = Map.of("bootstrap.servers", "a:1");

        assertThat(ClientName.with(client, "learn")).isEqualTo(client);
    }
}
