package io.afluente.stream.runtime;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the latest record of each key of the topic of models, and tells a listener of each change.
 * Runs on the global thread, over the whole topic before the first image is processed.
 */
public final class FollowModels implements Processor<String, byte[], Void, Void> {
    public static final String STORE = "models";

    /** Told of each change: the records by key, and the key that changed. */
    public interface Listener extends BiConsumer<Function<String, byte[]>, String> {}

    private final long quietBefore;
    private final Listener listener;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, byte[]> records;

    /**
     * @param quietBefore the offset from which on changes are told: what came before is history, of
     *     which only the end counts
     * @param listener told of changes on the global thread
     */
    public FollowModels(long quietBefore, Listener listener) {
        this.quietBefore = quietBefore;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.records = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        records.put(record.key(), record.value());
        if (context.recordMetadata().orElseThrow().offset() >= quietBefore) {
            listener.accept(records::get, record.key());
        }
    }
}
