package io.afluente.learn;

import io.afluente.evaluate.Resumable;
import io.afluente.learn.example.Floats;
import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.AddedLabels;
import io.afluente.model.dl4j.NetworkDifference;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.dl4j.NewOutput;
import io.afluente.model.dl4j.Rehearsal;
import io.afluente.registry.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the trainer of what learning goes on from.
 *
 * @param network that all of them are of
 * @param added those of its labels that came after the beginning of the line
 * @param identity of these settings with the network of the beginning
 */
record Trainers(
        NetworkSpec network, List<String> added, LearnSettings settings, LearnerIdentity identity) {

    /**
     * For a line that goes on from a version.
     *
     * @throws BadNetworkException if its lineage names labels that its network has not
     */
    static Trainers of(Checkpoint from, LearnSettings settings) {
        NetworkSpec network = from.network().spec();
        List<String> added = from.lineage().labelsAdded();
        int begun = network.labels().size() - added.size();
        if (begun < 2 || !network.labels().subList(begun, network.labels().size()).equals(added)) {
            throw new BadNetworkException(
                    "checkpoint %s: its lineage has added labels that its network has not"
                            .formatted(from.version()));
        }
        NetworkSpec first = AddedLabels.first(network, begun);
        return new Trainers(network, added, settings, new LearnerIdentity(settings, first));
    }

    /**
     * The same with one label more.
     *
     * @throws BadNetworkException if the network can't have this one more
     */
    Trainers with(String label) {
        List<String> more = new ArrayList<>(added);
        more.add(label);
        return new Trainers(
                AddedLabels.with(network, label), List.copyOf(more), settings, identity);
    }

    /** Identifies everything that steers learning by now. */
    String settingsHash() {
        return added.isEmpty() ? identity.hash() : identity.hashWithLabels();
    }

    /** Whether a version of this line can have so many parameters. */
    boolean canHave(int parameters) {
        return labelsOf(parameters) >= network.labels().size() - added.size();
    }

    /** The network of a version of this line, by how many parameters it has. */
    NetworkSpec networkOf(float[] parameters) {
        return AddedLabels.first(network, labelsOf(parameters.length));
    }

    /** Parameters of this network that answer as those of one with fewer labels. */
    float[] fitted(float[] parameters) {
        float[] fitted = parameters;
        for (int labels = labelsOf(parameters.length); labels < network.labels().size(); labels++) {
            fitted = new NewOutput(AddedLabels.first(network, labels)).mean(fitted);
        }
        return fitted;
    }

    /** A trainer of this network that goes on from one of the network with fewer labels. */
    Trainer grown(Trainer before, int labels) {
        Trainer trainer = before;
        for (int known = labels; known < network.labels().size(); known++) {
            NewOutput output = new NewOutput(AddedLabels.first(network, known));
            trainer = trainer.grown(output, AddedLabels.first(network, known + 1), settings.seed());
        }
        return trainer;
    }

    /** A network drawn anew from the seed. */
    Trainer fresh() {
        return new Trainer(Networks.initial(network, settings.seed()), settings);
    }

    /**
     * A version with all that was known when it was made, if that was under the settings at hand;
     * else with its parameters, and its updater's state if it is of the same network. Labels that
     * the version does not know are added.
     *
     * @throws BadNetworkException if it is of another kind of network, or damaged
     */
    Trainer of(Checkpoint version) {
        int labels = version.network().spec().labels().size();
        return grown(before(version).exactly(version), labels);
    }

    /** Those of the network as it was when it had the labels of this version. */
    private Trainers before(Checkpoint version) {
        List<String> given = version.network().spec().labels();
        int least = network.labels().size() - added.size();
        boolean ours =
                given.size() >= least
                        && given.size() <= network.labels().size()
                        && network.labels().subList(0, given.size()).equals(given);
        require("labels", network.labels(), ours ? network.labels() : given);
        return new Trainers(
                AddedLabels.first(network, given.size()),
                added.subList(0, given.size() - least),
                settings,
                identity);
    }

    private Trainer exactly(Checkpoint version) {
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
        Trainers then = before(version);
        then.requireFit(version.network());
        Rehearsal.of(then.bare(version.network()));
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

    private int labelsOf(int parameters) {
        return added.isEmpty() ? network.labels().size() : AddedLabels.of(network, parameters);
    }

    private static void require(String what, Object ours, Object given) {
        if (!ours.equals(given)) {
            throw new BadNetworkException(what + ": must be " + ours + ", not " + given);
        }
    }
}
