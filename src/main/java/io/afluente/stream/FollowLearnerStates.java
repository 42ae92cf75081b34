package io.afluente.stream;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Hands what only a learner needs of a version to the files, and keeps none of it: its store stays
 * empty. Runs on the global thread.
 */
final class FollowLearnerStates implements Processor<String, byte[], Void, Void> {
    static final String STORE = "learner-states";

    private final CheckpointFiles files;
    private KeyValueStore<String, byte[]> models;

    FollowLearnerStates(CheckpointFiles files) {
        this.files = files;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        models = context.getStateStore(FollowModels.STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        files.take(models::get, record.key(), record.value());
    }
}
