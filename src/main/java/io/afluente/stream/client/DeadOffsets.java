package io.afluente.stream.client;

import io.afluente.stream.record.DeadLetter;
import io.afluente.stream.record.RecordPosition;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records of a partition have become dead letters, as their DLQ says. It is read when it is
 * asked for the first time, up to its end. Belongs to one thread.
 */
public final class DeadOffsets implements LongPredicate {
    private final Map<String, Object> client;
    private final String letters;
    private final TopicPartition log;
    private Set<Long> offsets;

    /**
     * @param client configuration of any Kafka client
     * @param letters the DLQ
     * @param log whose records they were
     */
    public DeadOffsets(Map<String, Object> client, String letters, TopicPartition log) {
        this.client = client;
        this.letters = letters;
        this.log = log;
    }

    @Override
    public boolean test(long offset) {
        if (offsets == null) {
            offsets = read();
        }
        return offsets.contains(offset);
    }

    private Set<Long> read() {
        Set<Long> found = new HashSet<>();
        try (TopicReader reader = new TopicReader(client, letters, TopicReader.From.BEGINNING)) {
            reader.readToEnd(
                    record ->
                            new DeadLetter(record)
                                    .source()
                                    .filter(this::isOurs)
                                    .map(RecordPosition::offset)
                                    .ifPresent(found::add));
        }
        return found;
    }

    private boolean isOurs(RecordPosition source) {
        return source.topic().equals(log.topic()) && source.partition() == log.partition();
    }
}
