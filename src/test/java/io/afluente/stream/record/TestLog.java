package io.afluente.stream.record;

import io.afluente.stream.client.LogStatus;
import io.afluente.stream.learn.LabeledLog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A labelled stream as a test says that it stands; so far nothing was deleted and nothing
 * committed.
 *
 * @param records offsets that hold a record, of those that a group may be ahead by
 */
public record TestLog(
        LogPosition log,
        long end,
        OptionalLong committed,
        Optional<String> elsewhere,
        List<Long> records)
        implements LabeledLog {
    private static final LogPosition FROM_THE_FIRST = new LogPosition("labeled-images", "id", 0, 0);

    public TestLog() {
        this(FROM_THE_FIRST, 1000, OptionalLong.empty(), Optional.empty(), List.of());
    }

    public TestLog named(String topic) {
        return with(new LogPosition(topic, log.topicId(), 0, log.nextOffset()));
    }

    public TestLog madeAgain() {
        return with(new LogPosition(log.topic(), "another", 0, log.nextOffset()));
    }

    public TestLog beginning(long offset) {
        return with(log.at(offset));
    }

    private TestLog with(LogPosition other) {
        return new TestLog(other, end, committed, elsewhere, records);
    }

    public TestLog ending(long offset) {
        return new TestLog(log, offset, committed, elsewhere, records);
    }

    public TestLog committed(long offset) {
        return new TestLog(log, end, OptionalLong.of(offset), elsewhere, records);
    }

    public TestLog readToo(String topic) {
        return new TestLog(log, end, committed, Optional.of(topic), records);
    }

    public TestLog holding(Long... offsets) {
        return new TestLog(log, end, committed, elsewhere, List.of(offsets));
    }

    @Override
    public LogStatus status() {
        return new LogStatus("app-learn-mnist", log, end, committed, elsewhere);
    }

    @Override
    public OptionalLong first(
            long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> counts) {
        return records.stream()
                .filter(offset -> offset >= from && offset < to)
                .map(offset -> new ConsumerRecord<byte[], byte[]>("t", 0, offset, null, null))
                .filter(counts)
                .mapToLong(ConsumerRecord::offset)
                .findFirst();
    }
}
