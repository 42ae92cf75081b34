package io.afluente.stream.learn;

import io.afluente.stream.client.LogStatus;
import io.afluente.stream.record.LogPosition;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the learner stands in its log, as a part of its state: written by the same transaction. It
 * decides. The group's offsets may be gone (brokers forget those of an idle group after seven days)
 * or reset: records that the state has are passed over, and where records would be missing or the
 * log is another one, the learner refuses to go on.
 */
final class StoredPosition {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPosition.class);
    private static final String KEY = "position";

    private final KeyValueStore<String, byte[]> store;
    private final LabeledLog log;
    private LogPosition position;
    private long lastSeen = -1;

    /**
     * @param store of the learner
     */
    StoredPosition(KeyValueStore<String, byte[]> store, LabeledLog log) {
        this.store = store;
        this.log = log;
    }

    /**
     * Stands at the beginning, for a learner that has no state.
     *
     * @throws LostStateException if the log was read before
     */
    void begin() {
        LogStatus status = log.status();
        if (status.committed().isPresent()) {
            throw new LostStateException(status.group(), status.log().topic());
        }
        position = status.log().at(0);
        store.put(KEY, position.toBytes());
    }

    /**
     * Stands where the state says; empty where the state does not say: 0.1.0 didn't write it down.
     *
     * @throws WrongPositionException if the state and the log don't fit each other
     */
    Optional<LogPosition> takeUp() {
        byte[] stored = store.get(KEY);
        if (stored == null) {
            return Optional.empty();
        }
        LogPosition known = LogPosition.fromBytes(stored);
        position = check(known, log.status(), record -> true);
        return Optional.of(known);
    }

    /**
     * Stands where a learner of 0.1.0 does.
     *
     * @param nextOffset after the last record that it has learned
     * @param learnable what it would have learned: it may have read more, and found it bad
     * @throws WrongPositionException if the state and the log don't fit each other
     */
    void adopt(long nextOffset, Predicate<ConsumerRecord<byte[], byte[]>> learnable) {
        LogStatus status = log.status();
        status.elsewhere()
                .ifPresent(
                        topic -> {
                            throw WrongPositionException.shared(topic, status);
                        });
        position = check(status.log().at(nextOffset), status, learnable);
        store.put(KEY, position.toBytes());
    }

    /**
     * Moves on past a record.
     *
     * @return false if the state has that record already
     * @throws WrongPositionException if the log has begun again
     */
    boolean read(long offset) {
        if (offset <= lastSeen) {
            throw WrongPositionException.beganAgain(position.topic(), lastSeen, offset);
        }
        lastSeen = offset;
        if (offset < position.nextOffset()) {
            return false;
        }
        position = position.at(offset + 1);
        store.put(KEY, position.toBytes());
        return true;
    }

    private LogPosition check(
            LogPosition stored,
            LogStatus status,
            Predicate<ConsumerRecord<byte[], byte[]>> counts) {
        refuseAnotherLog(stored, status);
        if (stored.nextOffset() == 0) {
            return stored;
        }
        OptionalLong readOn = status.readOn();
        if (readOn.orElse(0) > stored.nextOffset()) {
            return passEmpty(stored, status, readOn.getAsLong(), counts);
        }
        if (status.begin() > stored.nextOffset()) {
            throw WrongPositionException.beginsLater(stored, status);
        }
        if (readOn.orElse(status.begin()) < stored.nextOffset()) {
            LOG.info(
                    "The group {} has no offset in {} or an earlier one: what lies before {} is learned already and is passed over",
                    status.group(),
                    stored.topic(),
                    stored.nextOffset());
        }
        return stored;
    }

    private static void refuseAnotherLog(LogPosition stored, LogStatus status) {
        if (!stored.topic().equals(status.log().topic())) {
            throw WrongPositionException.ofAnotherService(stored, status);
        }
        if (!stored.topicId().equals(status.log().topicId())) {
            throw WrongPositionException.madeAgain(stored, status);
        }
        if (stored.nextOffset() > status.end()) {
            throw WrongPositionException.endsBefore(stored, status);
        }
    }

    /**
     * The group is ahead, as it may be by offsets that hold no record: the marks of transactions,
     * and what was rolled back.
     */
    private LogPosition passEmpty(
            LogPosition stored,
            LogStatus status,
            long readOn,
            Predicate<ConsumerRecord<byte[], byte[]>> counts) {
        long from = Math.max(stored.nextOffset(), status.begin());
        OptionalLong first = from < readOn ? log.first(from, readOn, counts) : OptionalLong.empty();
        if (first.isPresent()) {
            throw WrongPositionException.wouldPassOver(first.getAsLong(), stored, status);
        }
        if (status.begin() > stored.nextOffset()) {
            LOG.warn(
                    "{} begins with offset {} now; the group {} has read it, and learned up to {}",
                    stored.topic(),
                    status.begin(),
                    status.group(),
                    stored.nextOffset());
        }
        return stored.at(readOn);
    }
}
