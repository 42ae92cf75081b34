package io.afluente.stream.runtime;

import static io.afluente.stream.runtime.AppConfig.consumer;
import static io.afluente.stream.runtime.AppConfig.producer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How long a dead process holds up others, and itself when it comes back.
 *
 * @param instanceId names this process in the group where the same one comes back after a crash
 * @param commitMillis from one commit to the next, at most
 */
record Liveness(Optional<String> instanceId, int commitMillis) {
    private static final int DEAD_AFTER_MS = 10_000;
    private static final int HEARTBEAT_MS = 1_000;
    // transaction.max.timeout.ms, as brokers have it
    private static final long MAX_MS_OF_A_BROKER = 900_000;
    private static final long SLOWEST_BYTES_A_MS = 5_000;

    Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>();
        // a dead process's partitions move on after this; a long collection pause is far shorter
        config.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), DEAD_AFTER_MS);
        // members learn of one that came or went by their next heartbeat: its partitions wait
        config.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        // what it had not committed is aborted at the same time: its successor would wait for that
        config.put(producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), deadAfter());
        // a static member that comes back takes its partitions up without a rebalance; with the
        // kept state folder its transactions have the same id, so its own old one is aborted at
        // once: it waits for neither of the above
        instanceId.ifPresent(
                id -> config.put(consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
        return config;
    }

    /**
     * The time that a transaction may take which carries a network, as long as brokers allow.
     *
     * @param parameters of the network
     * @param exampleBytes what the examples that a learner keeps may take
     * @param wait for what the network learns from
     */
    int transactionMillis(long parameters, long exampleBytes, Duration wait) {
        long millis = deadAfter() + millisToWrite(parameters, exampleBytes) + wait.toMillis();
        return (int) Math.min(MAX_MS_OF_A_BROKER, millis);
    }

    /**
     * The time that a transaction may take while answers are computed, as long as brokers allow.
     *
     * @param pass how long a thread may take from one commit to the next
     */
    Duration transactionTime(Duration pass) {
        return Duration.ofMillis(Math.min(MAX_MS_OF_A_BROKER, deadAfter() + pass.toMillis()));
    }

    private int deadAfter() {
        return Math.max(DEAD_AFTER_MS, 2 * commitMillis);
    }

    /**
     * One transaction may carry a snapshot and a checkpoint. In each are the parameters that learn
     * and those that serve, the gate's two versions, an updater's state of up to three times, and
     * the kept examples.
     */
    private static long millisToWrite(long parameters, long exampleBytes) {
        return 2 * (7 * Float.BYTES * parameters + exampleBytes) / SLOWEST_BYTES_A_MS;
    }
}
