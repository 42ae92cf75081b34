package io.afluente.stream.client;

import io.afluente.registry.ModelKeys;
import io.afluente.registry.PointerGuard;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic of models, read on from where it stood: nothing comes twice, unless the topic was
 * created again. Belongs to one thread.
 */
public final class ModelsReading implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Map<String, byte[]> records = new TreeMap<>();
    private final PointerGuard guard;
    private long last = -1;

    /**
     * @param guard says which pointers count; the others are passed over
     */
    ModelsReading(Map<String, Object> client, TopicPartition partition, PointerGuard guard) {
        this.guard = guard;
        this.consumer = CommittedRecords.consumer(client);
        this.partition = partition;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /**
     * Reads what is committed by now.
     *
     * @param backbones is handed the records of backbones, of whichever network, one by one: they
     *     are not among what is kept
     * @return all there is; its records change when the next are read
     */
    public ModelsTopic.Content readOn(BiConsumer<String, byte[]> backbones) {
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        if (consumer.position(partition) > end) {
            beginAgain();
        }
        while (consumer.position(partition) < end) {
            consumer.poll(CommittedRecords.POLL).forEach(record -> take(record, backbones));
        }
        return new ModelsTopic.Content(records, last);
    }

    /** The topic was created again. */
    private void beginAgain() {
        records.clear();
        last = -1;
        consumer.seekToBeginning(List.of(partition));
    }

    private void take(ConsumerRecord<byte[], byte[]> record, BiConsumer<String, byte[]> backbones) {
        last = record.offset();
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (ModelKeys.isOfBackbone(key)) {
            backbones.accept(key, record.value());
        } else if (!guard.admits(key, record.value(), () -> records.get(key))) {
            return;
        } else if (record.value() == null) {
            records.remove(key);
        } else {
            records.put(key, record.value());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
