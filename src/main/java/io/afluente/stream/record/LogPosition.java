package io.afluente.stream.record;

import java.nio.charset.StandardCharsets;

/**
 * Where a learner stands in its log. A topic that was deleted and made again has another id.
 *
 * @param topic the labelled stream
 * @param topicId Kafka's own id of that topic
 * @param partition of the topic
 * @param nextOffset of the first record that is not read yet
 */
public record LogPosition(String topic, String topicId, int partition, long nextOffset) {

    public static LogPosition fromBytes(byte[] bytes) {
        String[] words = new String(bytes, StandardCharsets.UTF_8).split(" ", -1);
        return new LogPosition(
                words[0], words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]));
    }

    public byte[] toBytes() {
        String words = "%s %s %d %d".formatted(topic, topicId, partition, nextOffset);
        return words.getBytes(StandardCharsets.UTF_8);
    }

    public LogPosition at(long offset) {
        return new LogPosition(topic, topicId, partition, offset);
    }
}
