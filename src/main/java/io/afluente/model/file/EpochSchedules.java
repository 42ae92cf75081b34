package io.afluente.model.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;

/**
 * Refuses to learn by schedules that count epochs: a stream has none, so such a rate would stand
 * where it begins, and nobody would be told.
 */
public final class EpochSchedules {
    private EpochSchedules() {}

    /**
     * Checks a network that is to learn.
     *
     * @throws BadNetworkException that names the layer
     */
    public static void refuse(NetworkSpec spec) {
        JsonNode network = NetworkConfiguration.tree(spec.configuration());
        network.path("confs").forEach(layer -> check(layer.path("layer"), spec));
        network.path("vertices")
                .forEach(vertex -> check(vertex.path("layerConf").path("layer"), spec));
    }

    private static void check(JsonNode layer, NetworkSpec spec) {
        for (JsonNode type : layer.findValues("scheduleType")) {
            if (type.asText().equals("EPOCH")) {
                throw new BadNetworkException(
                        "%s: %s: a schedule by EPOCH stands still, since a stream has no epochs; make it one by ITERATION"
                                .formatted(spec.name(), layer.path("layerName").asText("a layer")));
            }
        }
    }
}
