package io.afluente.learn;

import io.afluente.evaluate.Resumable;
import io.afluente.learn.example.Floats;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.NetworkDifference;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.dl4j.Rehearsal;
import io.afluente.registry.Checkpoint;
import java.util.Map;

/**
 * Makes the trainer of what learning goes on from.
 *
 * @param network that all of them are of
 * @param identity of these settings with this network
 */
record Trainers(NetworkSpec network, LearnSettings settings, LearnerIdentity identity) {

    /** A network drawn anew from the seed. */
    Trainer fresh() {
        return new Trainer(Networks.initial(network, settings.seed()), settings);
    }

    /**
     * A version with all that was known when it was made, if that was under the settings at hand;
     * else with its parameters, and its updater's state if it is of the same network.
     *
     * @throws BadNetworkException if it is of another kind of network, or damaged
     */
    Trainer of(Checkpoint version) {
        requireFit(version.network());
        boolean same = version.network().spec().equals(network);
        Trainer trainer = new Trainer(same ? version.network() : bare(version.network()), settings);
        try {
            if (knows(version)) {
                LearnerState.read(version, trainer);
            }
            return trainer;
        } catch (BadNetworkException e) {
            trainer.close();
            throw e;
        }
    }

    /**
     * Refuses a version that learning can't go on from, after a step on a copy.
     *
     * @throws BadNetworkException if it is of another kind of network, damaged, or can't be run
     */
    void check(Checkpoint version) {
        requireFit(version.network());
        Rehearsal.of(bare(version.network()));
        of(version).close();
    }

    /**
     * Takes up a whole learner where a checkpoint left it.
     *
     * @param trainer of the network of the checkpoint
     * @param parts all others
     */
    void takeUp(Checkpoint from, Trainer trainer, Resumable parts) {
        if (!knows(from)) {
            throw new BadNetworkException(
                    "checkpoint %s: was learned under other settings (settings hash %s, now %s)"
                            .formatted(
                                    from.version(),
                                    from.lineage().settingsHash(),
                                    identity.hash()));
        }
        LearnerState.read(from, trainer, parts);
    }

    private boolean knows(Checkpoint version) {
        return version.learnerState().length > 0
                && identity.covers(version.lineage().settingsHash());
    }

    private void requireFit(SavedNetwork given) {
        int parameters = Networks.initial(network, settings.seed()).parameters().length;
        require("input", network.input(), given.spec().input());
        require("backbone", network.backbone(), given.spec().backbone());
        require("labels", network.labels(), given.spec().labels());
        NetworkDifference.between(network, given.spec())
                .ifPresent(
                        difference -> {
                            throw new BadNetworkException(
                                    "it computes something else: " + difference);
                        });
        require("number of parameters", parameters, given.parameters().length);
        if (!Floats.areFinite(given.parameters())) {
            throw new BadNetworkException("parameters: not all of them are numbers");
        }
    }

    private SavedNetwork bare(SavedNetwork given) {
        return new SavedNetwork(network, given.parameters(), new float[0], 0, Map.of());
    }

    private static void require(String what, Object ours, Object given) {
        if (!ours.equals(given)) {
            throw new BadNetworkException(what + ": must be " + ours + ", not " + given);
        }
    }
}
