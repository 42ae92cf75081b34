package io.afluente.cli.role;

import io.afluente.cli.UserError;
import io.afluente.model.BadNetwork;
import io.afluente.model.NetworkDifference;
import io.afluente.model.NetworkSpec;
import io.afluente.model.Networks;
import io.afluente.model.Rehearsal;
import io.afluente.model.RuntimeIdentity;
import io.afluente.model.SavedNetwork;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Version;
import io.afluente.stream.ModelsTopic;

import java.util.Map;
import java.util.Optional;

/**
 * What a line of learning starts from: a network drawn from the seed, or an existing network to be
 * fine-tuned.
 *
 * @param network the local idea of the network, updaters and frozen layers included
 * @param seed of the parameters and of all later randomness
 * @param from the network to fine-tune
 */
public record Beginning(NetworkSpec network, long seed, Optional<Source> from) {

    /** A network to fine-tune and what it is called. */
    public record Source(String name, SavedNetwork network) {}

    /**
     * The checkpoint that the line starts from; puts it on the topic of models if the line is new.
     *
     * @param learned whether this line has already learned from the stream
     */
    Checkpoint publish(ModelsTopic models, boolean learned) {
        ModelKeys keys = new ModelKeys(network.name());
        Map<String, byte[]> records = models.read().records();
        Optional<Version> latest =
                records.keySet().stream()
                        .flatMap(key -> keys.versionOfManifest(key).stream())
                        .map(Version::parse)
                        .max(Version::compareTo);
        if (learned && from.isPresent()) {
            throw new UserError(
                    "--from: this learner has learned already and goes on from its own state."
                            + " To fine-tune "
                            + from.get().name()
                            + " start another line with --application-id NEW");
        }
        Checkpoint first =
                checkpoint(from.isEmpty() ? 0 : latest.map(v -> v.sequence() + 1).orElse(0L));
        if (!learned && from.isEmpty() && latest.filter(v -> v.sequence() > 0).isPresent()) {
            throw new UserError(
                    "the topic of models has versions up to %s of %s, but this learner has no state of its own. Go on from one with --from %s"
                            .formatted(latest.get(), network.name(), latest.get()));
        }
        if (!learned && !records.containsKey(keys.manifest(first.version().toString()))) {
            models.publish(first);
        }
        return first;
    }

    /** The checkpoint that a line starts from, under this number. */
    public Checkpoint checkpoint(long sequence) {
        SavedNetwork start = from.map(source -> adopt(source)).orElseGet(this::drawn);
        rehearse(start);
        RuntimeIdentity here = RuntimeIdentity.current();
        Lineage lineage =
                Lineage.beginning(
                        from.map(Source::name).orElse(null),
                        start,
                        seed,
                        here.code(),
                        here.toString());
        return Checkpoint.seal(sequence, start, lineage, new byte[0]);
    }

    private void rehearse(SavedNetwork start) {
        try {
            Rehearsal.of(start);
        } catch (BadNetwork e) {
            String which = from.map(source -> "--from " + source.name()).orElse("the network");
            throw new UserError(which + ": " + e.getMessage(), e);
        }
    }

    private SavedNetwork drawn() {
        return Networks.initial(network, seed);
    }

    private SavedNetwork adopt(Source source) {
        SavedNetwork fresh = drawn();
        SavedNetwork given = source.network();
        if (!given.spec().labels().equals(network.labels())
                || !given.spec().input().equals(network.input())) {
            throw new UserError(
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
        NetworkDifference.between(network, given.spec())
                .ifPresent(
                        difference -> {
                            throw new UserError(
                                    "--from %s: its network computes something else than %s: %s"
                                            .formatted(source.name(), network.name(), difference));
                        });
        return new SavedNetwork(fresh.spec(), given.parameters(), new float[0], 0, Map.of());
    }
}
