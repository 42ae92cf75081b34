package io.afluente.service;

import io.afluente.model.BadNetworkException;
import io.afluente.model.NetworkSpec;
import io.afluente.model.RuntimeIdentity;
import io.afluente.model.SavedNetwork;
import io.afluente.model.dl4j.AddedLabels;
import io.afluente.model.dl4j.NetworkDifference;
import io.afluente.model.dl4j.Networks;
import io.afluente.model.dl4j.Rehearsal;
import io.afluente.model.engine.PictureInputs;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.setting.UserException;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.learn.Line;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a line of learning starts from: a network drawn from the seed, or an existing network to be
 * fine-tuned.
 *
 * @param network the local idea of the network, updaters and frozen layers included
 * @param seed of the parameters and of all later randomness
 * @param from the network to fine-tune
 */
public record InitialVersion(NetworkSpec network, long seed, Optional<Source> from) {

    /**
     * A network to fine-tune and what it is called.
     *
     * @param network gives it, or throws a {@link UserException} where it is not there any more
     */
    public record Source(String name, Supplier<SavedNetwork> network) {
        public Source(String name, SavedNetwork network) {
            this(name, () -> network);
        }
    }

    /** The line that starts from this, with its versions on a topic. */
    Line line(ModelsTopic models) {
        return new BegunLine(this, models);
    }

    long parameters() {
        return drawn().parameters().length;
    }

    /** The checkpoint that a line starts from, under this number. */
    public Checkpoint checkpoint(long sequence) {
        SavedNetwork start = start();
        return Checkpoint.seal(sequence, start, lineage(start), new byte[0]);
    }

    /** Where the first version of a line comes from. */
    Lineage lineage(SavedNetwork start) {
        RuntimeIdentity here = PictureInputs.runtime(network);
        String source = from.map(Source::name).orElse(null);
        return Lineage.beginning(source, start, seed, here.code(), here.toString())
                .withAdded(start.spec().labelsAfter(network));
    }

    /** What a line starts from as a whole; it has answered and learned once. */
    SavedNetwork start() {
        SavedNetwork start = from.map(this::adopt).orElseGet(this::drawn);
        rehearse(start);
        return start;
    }

    private void rehearse(SavedNetwork start) {
        try {
            Rehearsal.of(start);
        } catch (BadNetworkException e) {
            String which = from.map(source -> "--from " + source.name()).orElse("the network");
            throw new UserException(which + ": " + e.getMessage(), e);
        }
    }

    private SavedNetwork drawn() {
        return Networks.initial(network, seed);
    }

    private SavedNetwork adopt(Source source) {
        SavedNetwork fresh = drawn();
        SavedNetwork given = source.network().get();
        if (!given.spec().beginsLike(network) || !given.spec().input().equals(network.input())) {
            throw new UserException(
                    "--from %s: its network has %,d parameters, %s input and %d labels; %s has %,d, %s and %d"
                            .formatted(
                                    source.name(),
                                    given.parameters().length,
                                    given.spec().input(),
                                    given.spec().labels().size(),
                                    network.name(),
                                    fresh.parameters().length,
                                    network.input(),
                                    network.labels().size()));
        }
        if (!given.spec().backbone().equals(network.backbone())) {
            throw new UserException(
                    "--from %s: it stands behind another backbone than %s"
                            .formatted(source.name(), network.name()));
        }
        NetworkDifference.between(network, AddedLabels.like(network, given.spec()))
                .ifPresent(
                        difference -> {
                            throw new UserException(
                                    "--from %s: its network computes something else than %s: %s"
                                            .formatted(source.name(), network.name(), difference));
                        });
        NetworkSpec grown = AddedLabels.with(network, given.spec().labelsAfter(network));
        return new SavedNetwork(grown, given.parameters(), new float[0], 0, Map.of());
    }
}
