package io.afluente.stream.learn;

import io.afluente.learn.EntryResult;
import io.afluente.learn.Learner;
import io.afluente.learn.PublishedNames;
import io.afluente.learn.example.LogEntry;
import io.afluente.model.BadNetworkException;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.client.CommittedRecords;
import io.afluente.stream.record.BadRecordException;
import io.afluente.stream.record.LogEntryReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Learns from the labelled stream once more, in a plain loop without Kafka Streams: what the
 * service has become must come out of it again. Records that the service could not use are passed
 * over here as there.
 */
public final class LogReplay implements AutoCloseable {
    private final TopicPartition log;
    private final LogEntryReader reader;
    private final LongPredicate dead;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param client configuration of any Kafka client
     * @param topic the labelled stream
     * @param partition of it
     * @param reader reads records as the service does
     */
    public LogReplay(
            Map<String, Object> client, String topic, int partition, LogEntryReader reader) {
        this(client, new TopicPartition(topic, partition), reader, offset -> false);
    }

    /**
     * @param client configuration of any Kafka client
     * @param log the labelled stream
     * @param reader reads records as the service does
     * @param dead whether a record, whose picture is elsewhere, was a dead letter at the time
     */
    public LogReplay(
            Map<String, Object> client,
            TopicPartition log,
            LogEntryReader reader,
            LongPredicate dead) {
        this.log = log;
        this.reader = reader;
        this.dead = dead;
        this.consumer =
                CommittedRecords.consumer(
                        client, Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"));
        consumer.assign(List.of(log));
    }

    /** Says which offsets of a range the log no longer holds; empty if it holds them all. */
    public Optional<String> gone(long from, long next) {
        long begin = consumer.beginningOffsets(List.of(log)).get(log);
        long end = consumer.endOffsets(List.of(log)).get(log);
        if (from < begin) {
            return Optional.of(offsets(from, Math.min(begin, next) - 1));
        }
        return end < next ? Optional.of(offsets(Math.max(end, from), next - 1)) : Optional.empty();
    }

    /**
     * Hands the learner every entry of a range that {@link #gone} has nothing to say about.
     *
     * @param next the first offset after the range
     * @param outcomes told what came of each entry
     * @param at told now and then how far the reading is
     * @throws PictureGoneException if a picture is not what it was, or can't be had
     */
    public void feed(
            Learner learner,
            long from,
            long next,
            Consumer<EntryResult> outcomes,
            LongConsumer at) {
        feed(learner, learner::take, from, next, outcomes, at);
    }

    /** The last checkpoint that was made on the way, if any was. */
    private Optional<Checkpoint> feed(
            Learner learner,
            Function<LogEntry, EntryResult> take,
            long from,
            long next,
            Consumer<EntryResult> outcomes,
            LongConsumer at) {
        Optional<Checkpoint> last = Optional.empty();
        consumer.seek(log, from);
        long position = from;
        while (position < next) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(CommittedRecords.POLL)) {
                if (record.offset() < next) {
                    Optional<EntryResult> outcome = read(record, learner).map(take);
                    outcome.ifPresent(outcomes);
                    Optional<Checkpoint> made = outcome.flatMap(EntryResult::checkpoint);
                    last = made.isPresent() ? made : last;
                }
            }
            position = consumer.position(log);
            at.accept(Math.min(position, next));
        }
        return last;
    }

    /**
     * The checkpoint that the learner makes at the end of a range; empty if it makes none there.
     *
     * @param published what those before it were called
     * @param at told now and then how far the reading is
     */
    public Optional<Checkpoint> rebuild(
            Learner learner, PublishedNames published, long from, long next, LongConsumer at) {
        return feed(
                        learner,
                        entry -> learner.takeAgain(entry, published),
                        from,
                        next,
                        outcome -> {},
                        at)
                .filter(made -> made.lineage().nextOffset() == next);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private Optional<LogEntry> read(ConsumerRecord<byte[], byte[]> record, Learner learner) {
        // what could not be had then might be had by now
        if (reader.refers(record.value(), record.headers()) && dead.test(record.offset())) {
            return Optional.empty();
        }
        try {
            LogEntry entry =
                    reader.read(
                            record.offset(),
                            record.key(),
                            record.value(),
                            record.headers(),
                            learner.labels().size());
            learner.check(entry);
            return Optional.of(entry);
        } catch (BadRecordException e) {
            if (e.isNotFetched()) {
                throw new PictureGoneException(
                        "offset %,d of %s: %s".formatted(record.offset(), log, e.getMessage()), e);
            }
            return Optional.empty();
        } catch (BadNetworkException deadLettered) {
            return Optional.empty();
        }
    }

    private String offsets(long first, long last) {
        return "offsets %,d to %,d of %s".formatted(first, last, log);
    }
}
