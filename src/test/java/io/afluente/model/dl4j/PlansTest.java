package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.afluente.model.NetworkSpec;
import io.afluente.model.TestNetworks;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.slf4j.LoggerFactory;

class PlansTest {
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        said.start();
        logger().addAppender(said);
    }

    @AfterEach
    void listenNoMore() {
        logger().detachAppender(said);
    }

    @Test
    void shouldSayOnceThatANetworkHasNoPlan() {
        NetworkSpec network =
                TestNetworks.of(
                        new ActivationLayer(Activation.TANH),
                        new LocalResponseNormalization.Builder().k(0.75).build(),
                        TestNetworks.output());

        assertThat(Plans.of(network)).isEmpty();
        assertThat(Plans.of(network)).isEmpty();

        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(message -> message.contains("runs on stock DL4J"))
                .hasSize(1);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Plans.class);
    }
}
