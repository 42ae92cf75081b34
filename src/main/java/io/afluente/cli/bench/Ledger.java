package io.afluente.cli.bench;

import io.afluente.stream.HeaderNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Looks at every prediction of every run: what is missing, what is double, how it was batched. */
final class Ledger {
    private long missing;
    private long duplicates;

    /**
     * Reads the predictions of one run of images whose ids are the numbers below {@code images}.
     *
     * @return the size of slice that half of them were answered in, or in smaller ones; 0 if the
     *     topology has no slices
     */
    int check(Lab.Bench bench, int images) {
        BitSet seen = new BitSet(images);
        SortedMap<Integer, Long> slices = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : read(bench)) {
            int number = Integer.parseInt(record.key());
            duplicates += seen.get(number) ? 1 : 0;
            seen.set(number);
            String size = HeaderNames.text(record.headers(), HeaderNames.SLICE_SIZE);
            slices.merge(size == null ? 0 : Integer.parseInt(size), 1L, Long::sum);
        }
        missing += images - seen.cardinality();
        return median(slices);
    }

    long missing() {
        return missing;
    }

    long duplicates() {
        return duplicates;
    }

    private static int median(SortedMap<Integer, Long> slices) {
        long all = slices.values().stream().mapToLong(Long::longValue).sum();
        long below = 0;
        for (Map.Entry<Integer, Long> slice : slices.entrySet()) {
            below += slice.getValue();
            if (2 * below >= all) {
                return slice.getKey();
            }
        }
        return 0;
    }

    private static List<ConsumerRecord<String, byte[]>> read(Lab.Bench bench) {
        Map<String, Object> config = new HashMap<>(bench.client());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        config, new StringDeserializer(), new ByteArrayDeserializer())) {
            String topic = bench.topics().predictions();
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
