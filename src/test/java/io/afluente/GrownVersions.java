package io.afluente;

import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.AddedLabels;
import io.afluente.model.dl4j.Networks;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import java.util.List;

/** Versions that have labels which the model's folder does not have. */
public final class GrownVersions {
    private GrownVersions() {}

    /** The first of a line, with these labels after those of the network. */
    public static Checkpoint of(NetworkSpec network, String... added) {
        SavedNetwork saved = Networks.initial(AddedLabels.with(network, List.of(added)), 1);
        Lineage lineage = Lineage.beginning(null, saved, 1, "test", "test");
        return Checkpoint.seal(0, saved, lineage.withAdded(List.of(added)), new byte[0]);
    }
}
