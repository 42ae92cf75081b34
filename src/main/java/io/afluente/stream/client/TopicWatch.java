package io.afluente.stream.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the committed records of some topics, and can leave out part of a busy one. Leaves no
 * trace on the cluster. Belongs to one thread.
 */
public final class TopicWatch implements AutoCloseable {
    /** How much of a topic's past is looked at: all of it. */
    public static final long ALL = Long.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, List<TopicPartition>> partitions = new HashMap<>();
    private final Map<TopicPartition, Long> began;
    private final Map<TopicPartition, Long> reported = new HashMap<>();

    /**
     * @param client configuration of any Kafka client
     * @param pasts topics, and how many of each partition's latest records to begin with
     */
    public TopicWatch(Map<String, Object> client, Map<String, Long> pasts) {
        // little at a time: what is skipped should not have been fetched
        Map<String, Object> little =
                Map.of(
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        64 << 10,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        100);
        consumer = CommittedRecords.consumer(ClientName.with(client, "watch"), little);
        pasts.keySet()
                .forEach(
                        topic ->
                                partitions.put(
                                        topic, CommittedRecords.partitions(consumer, topic)));
        List<TopicPartition> all = partitions.values().stream().flatMap(List::stream).toList();
        consumer.assign(all);
        began = consumer.endOffsets(all);
        Map<TopicPartition, Long> oldest = consumer.beginningOffsets(all);
        for (TopicPartition partition : all) {
            long past = Math.min(pasts.get(partition.topic()), began.get(partition));
            consumer.seek(partition, Math.max(oldest.get(partition), began.get(partition) - past));
            reported.put(partition, consumer.position(partition));
        }
    }

    /** The next records; none if none come for a moment. */
    public List<WatchedRecord> next() {
        List<WatchedRecord> records = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(CommittedRecords.POLL)) {
            var partition = new TopicPartition(record.topic(), record.partition());
            records.add(new WatchedRecord(record, record.offset() >= began.get(partition)));
        }
        return records;
    }

    /** Whether all has been read that was there when the watch began. */
    public boolean hasCaughtUp() {
        return began.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Reads no more of a topic for now. */
    public void pause(String topic) {
        consumer.pause(partitions.get(topic));
    }

    /** Reads on where it paused. */
    public void resume(String topic) {
        consumer.resume(partitions.get(topic));
    }

    /** Leaves out what is already there. */
    public void skip(String topic) {
        consumer.seekToEnd(partitions.get(topic));
    }

    /** How many offsets of a topic have gone by since the last time, read or left out. */
    public long passed(String topic) {
        long passed = 0;
        try {
            for (TopicPartition partition : partitions.get(topic)) {
                long position = consumer.position(partition, PATIENCE);
                passed += position - reported.put(partition, position);
            }
        } catch (TimeoutException theBrokersAreAway) {
            LOG.debug("How much of {} has gone by is unknown", topic, theBrokersAreAway);
        }
        return passed;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
