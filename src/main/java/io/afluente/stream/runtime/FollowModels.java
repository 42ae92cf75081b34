package io.afluente.stream.runtime;

import io.afluente.registry.ModelKeys;
import io.afluente.registry.PointerGuard;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Keeps the latest record of each key of the topic of models, and tells a listener of each change.
 * Backbones are not kept: they are handed on to become files. Runs on the global thread, over the
 * whole topic before the first image is processed.
 */
public final class FollowModels implements Processor<String, byte[], Void, Void> {
    public static final String STORE = "models";

    /** Told of each change: the records by key, and the key that changed. */
    public interface Listener extends BiConsumer<Function<String, byte[]>, String> {}

    private final long quietBefore;
    private final PointerGuard guard;
    private final Listener listener;
    private final BiPredicate<String, byte[]> backbones;
    private boolean told;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, byte[]> records;

    /** Where nobody needs a backbone. */
    public FollowModels(long quietBefore, PointerGuard guard, Listener listener) {
        this(quietBefore, guard, listener, (key, value) -> false);
    }

    /**
     * @param quietBefore the offset from which on changes are told: what came before is history, of
     *     which only the end counts
     * @param guard says which pointers count; of the others nothing is kept or told
     * @param listener told of changes on the global thread
     * @param backbones takes the record of a backbone, and says whether one is there as a whole now
     */
    public FollowModels(
            long quietBefore,
            PointerGuard guard,
            Listener listener,
            BiPredicate<String, byte[]> backbones) {
        this.quietBefore = quietBefore;
        this.guard = guard;
        this.listener = listener;
        this.backbones = backbones;
    }

    /** Where what is kept lies, by the name {@link #STORE}. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> store() {
        return ModelsStore.builder(STORE);
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        this.records = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        boolean changed = change(record.key(), record.value());
        boolean late = context.recordMetadata().orElseThrow().offset() >= quietBefore;
        // the end of history is told whatever it ends with
        if (late && (changed || !told)) {
            told = true;
            listener.accept(records::get, record.key());
        }
    }

    private boolean change(String key, byte[] value) {
        if (ModelKeys.isOfBackbone(key)) {
            return backbones.test(key, value);
        }
        // pointers alone are read back: what else is kept may be large
        if (guard.admits(key, value, () -> records.get(key))) {
            records.put(key, value);
            return true;
        }
        return false;
    }
}
