package io.afluente.stream.classify;

import io.afluente.learn.example.SeededHash;
import io.afluente.meter.Meters;
import io.afluente.registry.LiveModel;
import io.afluente.registry.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which of two models answers an image: the one that serves, or for a share of the keys the
 * challenger. One thread changes it, any number of threads ask.
 *
 * <p>A key is always answered by the same of both: what it gets follows from the key and the
 * challenger's version alone, in every process. A larger share takes more keys and lets none go. An
 * event's id stands in for a key that is missing. Records without either are never the
 * challenger's: there is nothing to be the same next time.
 */
public final class TrafficSplit {
    private static final Split NONE = new Split("", 0);

    private final LiveModel serving;
    private final Optional<LiveModel> challenger;
    private volatile Split split = NONE;

    /** A challenger's share of the keys. */
    public record Split(String version, double share, SeededHash dice) {
        public Split(String version, double share) {
            this(version, share, new SeededHash(0, version));
        }

        /** Whether an image of this name is the challenger's. */
        public boolean takes(byte[] key) {
            return key != null
                    && key.length > 0
                    && dice.of(new String(key, StandardCharsets.UTF_8)) < share;
        }
    }

    private TrafficSplit(LiveModel serving, Optional<LiveModel> challenger) {
        this.serving = serving;
        this.challenger = challenger;
    }

    /** All of it to one model. */
    public static TrafficSplit to(LiveModel serving) {
        return new TrafficSplit(serving, Optional.empty());
    }

    /** A share of it to a challenger, as soon as there is one. */
    public static TrafficSplit between(LiveModel serving, LiveModel challenger, Meters meters) {
        TrafficSplit traffic = new TrafficSplit(serving, Optional.of(challenger));
        meters.gauge("challenger.traffic.ratio", () -> traffic.split.share);
        return traffic;
    }

    LiveModel serving() {
        return serving;
    }

    Optional<LiveModel> challenger() {
        return challenger;
    }

    Split split() {
        return split;
    }

    /** From now on the challenger's share is what a pointer says, or nothing. */
    void divide(Optional<Pointer> pointer) {
        split = pointer.map(p -> new Split(p.version(), p.shareOrNone())).orElse(NONE);
    }
}
