package io.afluente.stream.runtime;

import io.afluente.meter.Meters;
import io.afluente.trace.Tracing;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka's usual clients for Kafka Streams, but producers measure how long a commit is awaited. */
final class MeasuredClients implements KafkaClientSupplier {
    private final Meters.Sample commitSeconds;
    private final Meters.Counter commitsLost;
    private final Tracing tracing;
    private final Map<String, CommitPatience> patience = new ConcurrentHashMap<>();

    MeasuredClients(Tracing tracing, Meters meters) {
        this.tracing = tracing;
        this.commitSeconds = meters.sample("commit.seconds");
        this.commitsLost = meters.counter("commits.lost");
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        String thread = String.valueOf(config.get(ProducerConfig.CLIENT_ID_CONFIG));
        return new MeasuredProducer(
                config,
                commitSeconds,
                patience.computeIfAbsent(
                        thread,
                        name ->
                                new CommitPatience(
                                        CommitPatience.USUAL, System::nanoTime, commitsLost)),
                tracing);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
