package io.afluente.web.infer;

import io.afluente.meter.Meters;
import io.afluente.registry.BackboneArrivals;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.ModelFollower;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.PointerGuard;
import io.afluente.registry.Signer;
import io.afluente.stream.client.WatchedRecord;
import io.afluente.stream.runtime.ModelRecords;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps what the topic of models says, and tells which version is to serve: the operator's, else
 * the learner's. Belongs to one thread.
 */
final class ModelVersions {
    private final ModelRecords records;
    private final BackboneArrivals backbones;
    private final PointerGuard guard;
    private final ModelFollower follower;
    private boolean changed;

    /**
     * @param records of the topic, none yet; closed by whoever opened them
     * @param accept takes the version that is to serve
     */
    ModelVersions(
            String model,
            ModelRecords records,
            Signer signer,
            BackboneArrivals backbones,
            Consumer<Checkpoint> accept,
            Meters meters) {
        ModelKeys keys = new ModelKeys(model);
        this.records = records;
        this.backbones = backbones;
        this.guard = new PointerGuard(keys, signer, meters);
        this.follower =
                new ModelFollower(
                        keys,
                        List.of(keys.pin(), keys.candidate()),
                        signer,
                        records::get,
                        accept,
                        () -> {},
                        meters);
    }

    void take(WatchedRecord record) {
        if (ModelKeys.isOfBackbone(record.key())) {
            changed |= backbones.take(record.key(), record.value());
        } else if (guard.admits(record.key(), record.value(), () -> records.get(record.key()))) {
            records.put(record.key(), record.value());
            changed = true;
        }
    }

    /** Has the version serve that is to, if records have changed. */
    void settle() {
        if (changed) {
            changed = false;
            follower.changed();
        }
    }
}
