package io.afluente.stream.classify;

import io.afluente.stream.topic.KafkaCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * How long an image may take a classifier. Between two commits a stream thread may have to answer
 * an image of each of its partitions: a transaction must last that long, and so must the time that
 * its group waits for the next poll.
 *
 * @param partitions of the images that one thread may get: all of them, where this process is alone
 */
public record AnswerTime(int partitions) {
    /** Threads share processors, and may get a fraction of one: slower than when measured alone. */
    private static final int SLOWER = 4;

    /** Half of max.poll.interval.ms, as Kafka has it. */
    private static final Duration MAX_PASS = Duration.ofSeconds(150);

    /** For the threads of a process, by what the topic of images has now. */
    public static AnswerTime of(Map<String, Object> client, String images, int threads) {
        try (Admin admin = Admin.create(client)) {
            int all =
                    KafkaCalls.await(admin.describeTopics(List.of(images)).allTopicNames())
                            .get(images)
                            .partitions()
                            .size();
            return new AnswerTime((all + threads - 1) / threads);
        }
    }

    /** The longest that an image may take by itself, whatever time-outs are set. */
    public Duration mostOfAnImage() {
        return mostOfAnImage(MAX_PASS);
    }

    /**
     * The longest that an image may take, so that one of each partition takes no more than this.
     */
    public Duration mostOfAnImage(Duration pass) {
        return pass.dividedBy((long) SLOWER * partitions);
    }

    /** How long it may take to answer an image of each partition. */
    public Duration pass(Duration image) {
        return image.multipliedBy((long) SLOWER * partitions);
    }
}
