package io.afluente.stream.learn;

import io.afluente.stream.client.LogStatus;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The labelled stream of one learner, as the cluster knows it. */
public interface LabeledLog {
    /** How it stands right now. */
    LogStatus status();

    /**
     * The offset of the first committed record that counts.
     *
     * @param from the first offset to look at, which the log has
     * @param to the first offset not to look at
     */
    OptionalLong first(long from, long to, Predicate<ConsumerRecord<byte[], byte[]>> counts);
}
