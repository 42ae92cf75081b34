package io.afluente;

import io.afluente.cli.EmbeddedBroker;
import io.afluente.stream.Topics;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test that asks for a {@link TestCluster} a real broker, one for the whole run, and topic
 * names of its own on it.
 */
public final class BrokerExtension implements ParameterResolver {
    private static final AtomicInteger TESTS = new AtomicInteger();

    /** What a broker under test must offer; where it runs is its own affair. */
    interface Broker extends AutoCloseable {
        String bootstrapServers();

        @Override
        void close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public TestCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Broker broker =
                context.getRoot()
                        .getStore(Namespace.create(BrokerExtension.class))
                        .getOrComputeIfAbsent("broker", key -> embedded(), Broker.class);
        return new TestCluster(
                broker.bootstrapServers(),
                Topics.withPrefix("test" + TESTS.incrementAndGet() + "-"));
    }

    private static Broker embedded() {
        EmbeddedBroker broker = EmbeddedBroker.start();
        return new Broker() {
            @Override
            public String bootstrapServers() {
                return broker.bootstrapServers();
            }

            @Override
            public void close() {
                broker.close();
            }
        };
    }
}
