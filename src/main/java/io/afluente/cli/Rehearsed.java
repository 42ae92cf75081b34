package io.afluente.cli;

import io.afluente.model.BadNetwork;
import io.afluente.model.NetworkDifference;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Rehearsal;
import io.afluente.registry.Checkpoint;

/** Tries versions before anything is written that makes running processes depend on them. */
final class Rehearsed {
    private Rehearsed() {}

    /**
     * A version that answers and learns here.
     *
     * @throws UserError if it does not
     */
    static Checkpoint version(Checkpoint checkpoint) {
        try {
            Rehearsal.of(checkpoint.network());
            return checkpoint;
        } catch (BadNetwork e) {
            throw new UserError("version " + checkpoint.version() + ": " + e.getMessage(), e);
        }
    }

    /**
     * A version whose parameters mean the same to the local network.
     *
     * @throws UserError that names the first layer that computes something else
     */
    static Checkpoint alike(Checkpoint checkpoint, NetworkSpec network) {
        NetworkDifference.between(network, checkpoint.network().spec())
                .ifPresent(
                        difference -> {
                            throw new UserError(
                                    "version %s computes something else than %s of the folder of models: %s"
                                            .formatted(
                                                    checkpoint.version(),
                                                    network.name(),
                                                    difference));
                        });
        return checkpoint;
    }
}
