package io.afluente.stream.runtime;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * A store of nothing that says it is on the disk: only where a topology has such a store does Kafka
 * Streams keep the process's identity in the state folder.
 *
 * <p>A process that is killed leaves a transaction open, and what it wrote and read stays hidden
 * until that is aborted. The same identity gives the same transactional id, so that a process that
 * comes back aborts it at once; under a new identity everybody waits for its time-out.
 */
public final class KeptIdentity implements StateStore {
    public static final String NAME = "kept-identity";

    private boolean open;

    private KeptIdentity() {}

    /** What adds it to a topology. */
    public static StoreBuilder<KeptIdentity> builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Neither logged nor cached, whatever it is asked for: there is nothing to keep. */
    private static final class Builder implements StoreBuilder<KeptIdentity> {
        @Override
        public StoreBuilder<KeptIdentity> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<KeptIdentity> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<KeptIdentity> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<KeptIdentity> withLoggingDisabled() {
            return this;
        }

        @Override
        public KeptIdentity build() {
            return new KeptIdentity();
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return NAME;
        }
    }
}
