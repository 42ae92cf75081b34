package io.afluente;

import io.afluente.operate.Docker;
import org.testcontainers.containers.Network;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker in a container, on a network where other containers find it by name. */
final class ContainerBroker implements BrokerExtension.Broker {
    private static final String INSIDE = "kafka:19092";

    private final Network network = Network.newNetwork();
    private final KafkaContainer kafka =
            new KafkaContainer(
                            DockerImageName.parse(Docker.KAFKA)
                                    .asCompatibleSubstituteFor("apache/kafka"))
                    .withNetwork(network)
                    .withListener(INSIDE);

    ContainerBroker() {
        kafka.start();
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    /** Where containers of its network find it. */
    String bootstrapServersInside() {
        return INSIDE;
    }

    Network network() {
        return network;
    }

    @Override
    public void close() {
        kafka.stop();
        network.close();
    }
}
