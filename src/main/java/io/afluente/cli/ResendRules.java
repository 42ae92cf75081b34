package io.afluente.cli;

import io.afluente.cli.output.Text;
import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.RecordPosition;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Which dead letters can be sent again to where they came from. Their headers say where that is,
 * and anybody may have written those.
 */
final class ResendRules implements AutoCloseable {
    private final Topics topics;
    private final Admin admin;
    private final Map<String, Integer> partitions = new HashMap<>();

    /**
     * @param admin is closed with this
     */
    ResendRules(Topics topics, Admin admin) {
        this.topics = topics;
        this.admin = admin;
    }

    /** Why a letter can't be sent again; empty if it can. */
    Optional<String> obstacle(DeadLetter letter) {
        if (letter.leftOut().isPresent()) {
            return Optional.of(incomplete(letter));
        }
        if (letter.source().isEmpty()) {
            return Optional.of(letter.position() + ": its headers don't say where it came from");
        }
        RecordPosition source = letter.source().get();
        List<String> inputs = inputs(letter);
        if (!inputs.contains(source.topic())) {
            return Optional.of(
                    "%s: came from %s by its headers, and is only sent again to %s"
                            .formatted(
                                    letter.position(),
                                    Text.printable(source.topic()),
                                    String.join(", ", inputs)));
        }
        int count = partitions.computeIfAbsent(source.topic(), this::count);
        return source.partition() >= 0 && source.partition() < count
                ? Optional.empty()
                : Optional.of(noPartition(letter, source, count));
    }

    // A letter of ours goes back to its own input or nowhere.
    // One of others only asks for an answer: whoever may write to their DLQ shall not teach.
    private List<String> inputs(DeadLetter letter) {
        return topics.inputOf(letter.position().topic())
                .map(List::of)
                .orElse(List.of(topics.images()));
    }

    private int count(String topic) {
        return KafkaCalls.await(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .size();
    }

    private static String incomplete(DeadLetter letter) {
        return "%s: can't be sent again without its %s; the record lies at %s"
                .formatted(
                        letter.position(),
                        Text.printable(letter.leftOut().orElseThrow()),
                        letter.source().map(Object::toString).orElse("a place unknown"));
    }

    private static String noPartition(DeadLetter letter, RecordPosition source, int count) {
        return "%s: came from partition %d of %s by its headers, which has %d, from 0"
                .formatted(letter.position(), source.partition(), source.topic(), count);
    }

    @Override
    public void close() {
        admin.close();
    }
}
