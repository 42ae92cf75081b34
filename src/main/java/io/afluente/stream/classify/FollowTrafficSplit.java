package io.afluente.stream.classify;

import io.afluente.meter.Meters;
import io.afluente.model.BadNetworkException;
import io.afluente.registry.ModelFollower;
import io.afluente.registry.ModelKeys;
import io.afluente.registry.Pointer;
import io.afluente.registry.Signer;
import io.afluente.trace.Tracing;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Has models go live, and divides the traffic between them, as the topic of models says. */
final class FollowTrafficSplit {
    private final ModelKeys keys;
    private final TrafficSplit traffic;
    private final Function<String, byte[]> records;
    private final ModelFollower serving;
    private final Optional<ModelFollower> challenger;

    FollowTrafficSplit(
            ModelKeys keys,
            Lane lane,
            TrafficSplit traffic,
            Signer signer,
            Function<String, byte[]> records,
            Tracing tracing,
            Meters meters) {
        this.keys = keys;
        this.traffic = traffic;
        this.records = records;
        this.serving = lane.follower(keys, signer, records, traffic.serving(), tracing, meters);
        this.challenger =
                traffic.challenger()
                        .map(
                                live ->
                                        new ModelFollower(
                                                keys,
                                                List.of(keys.challenger()),
                                                signer,
                                                records,
                                                new Swaps(live, tracing)::accept,
                                                live::close,
                                                meters));
    }

    /** Looks again, after records have changed. */
    void changed() {
        serving.changed();
        challenger.ifPresent(
                follower -> {
                    follower.changed();
                    traffic.divide(pointer());
                });
    }

    /** A pointer that can't be read gives no share; the follower has told of it. */
    private Optional<Pointer> pointer() {
        try {
            return Pointer.read(records.apply(keys.challenger()));
        } catch (BadNetworkException e) {
            return Optional.empty();
        }
    }
}
