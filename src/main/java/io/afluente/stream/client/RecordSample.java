package io.afluente.stream.client;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A fair sample of a topic in one reading, by Algorithm R (Vitter 1985): every record has the same
 * chance to be in it, whatever the topic's length.
 */
public final class RecordSample {
    private final List<ConsumerRecord<byte[], byte[]>> sample = new ArrayList<>();
    private final int size;
    private final SplittableRandom random;
    private long seen;

    private RecordSample(int size, long seed) {
        this.size = size;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Draws from what the topic holds now.
     *
     * @param size records at most; all of them where the topic has no more
     * @param seed of the draw
     */
    public static List<ConsumerRecord<byte[], byte[]>> of(TopicReader topic, int size, long seed) {
        RecordSample drawn = new RecordSample(size, seed);
        topic.readToEnd(drawn::add);
        return drawn.sample;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        long place = random.nextLong(++seen);
        if (sample.size() < size) {
            sample.add(record);
        } else if (place < size) {
            sample.set((int) place, record);
        }
    }
}
