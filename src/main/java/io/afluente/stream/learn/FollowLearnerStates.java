package io.afluente.stream.learn;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Hands what only a learner needs of a version to the files, and keeps none of it: its store stays
 * empty. Runs on the global thread.
 */
final class FollowLearnerStates implements Processor<String, byte[], Void, Void> {
    static final String STORE = "learner-states";

    private final CheckpointFiles files;

    FollowLearnerStates(CheckpointFiles files) {
        this.files = files;
    }

    @Override
    public void process(Record<String, byte[]> record) {
        files.take(record.key(), record.value());
    }
}
