package io.afluente.stream.client;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Tells the clients of one process apart: in its own metrics, in quotas, and in brokers' logs. */
public final class ClientName {
    private ClientName() {}

    /**
     * The configuration with what the client is for behind its {@code client.id}; as it is where
     * that has none, since Kafka then gives each client a name of its own.
     */
    public static Map<String, Object> with(Map<String, Object> client, String purpose) {
        Object name = client.get(CommonClientConfigs.CLIENT_ID_CONFIG);
        if (name == null) {
            return client;
        }
        Map<String, Object> named = new HashMap<>(client);
        named.put(CommonClientConfigs.CLIENT_ID_CONFIG, name + "-" + purpose);
        return named;
    }
}
