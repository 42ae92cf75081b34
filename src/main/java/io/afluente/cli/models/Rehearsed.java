package io.afluente.cli.models;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.dl4j.AddedLabels;
import io.afluente.model.dl4j.NetworkDifference;
import io.afluente.model.dl4j.Rehearsal;
import io.afluente.registry.Checkpoint;
import io.afluente.setting.UserException;

/** Tries versions before anything is written that makes running processes depend on them. */
final class Rehearsed {
    private Rehearsed() {}

    /**
     * A version that answers and learns here.
     *
     * @throws UserException if it does not
     */
    static Checkpoint version(Checkpoint checkpoint) {
        try {
            Rehearsal.of(checkpoint.network());
            return checkpoint;
        } catch (BadNetworkException e) {
            throw new UserException("version " + checkpoint.version() + ": " + e.getMessage(), e);
        }
    }

    /**
     * A version whose parameters mean the same to the local network, but for those of labels that
     * were added.
     *
     * @throws UserException that names the first layer that computes something else
     */
    static Checkpoint alike(Checkpoint checkpoint, NetworkSpec network) {
        NetworkSpec given = AddedLabels.like(network, checkpoint.network().spec());
        NetworkDifference.between(network, given)
                .ifPresent(
                        difference -> {
                            throw new UserException(
                                    "version %s computes something else than %s of the folder of models: %s"
                                            .formatted(
                                                    checkpoint.version(),
                                                    network.name(),
                                                    difference));
                        });
        return checkpoint;
    }
}
