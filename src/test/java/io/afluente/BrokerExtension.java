package io.afluente;

import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.stream.topic.Topics;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test that asks for a {@link TestCluster} a real broker, one for the whole run, and topic
 * names of its own on it. The broker is embedded, or in a container: for tests {@link OnContainer},
 * and for all of them with {@code -Dafluente.broker=container}.
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
        Class<?> type = parameter.getParameter().getType();
        return type == TestCluster.class || type == ContainerBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == ContainerBroker.class) {
            return container(context);
        }
        return new TestCluster(
                broker(context).bootstrapServers(),
                Topics.withPrefix("test" + TESTS.incrementAndGet() + "-"));
    }

    private static Broker broker(ExtensionContext context) {
        boolean marked = context.getRequiredTestClass().isAnnotationPresent(OnContainer.class);
        return marked || System.getProperty("afluente.broker", "").equals("container")
                ? container(context)
                : store(context).getOrComputeIfAbsent("embedded", key -> embedded(), Broker.class);
    }

    private static ContainerBroker container(ExtensionContext context) {
        return store(context)
                .getOrComputeIfAbsent(
                        "container", key -> new ContainerBroker(), ContainerBroker.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(BrokerExtension.class));
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
