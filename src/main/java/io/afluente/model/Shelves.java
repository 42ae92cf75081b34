package io.afluente.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A {@link Shelf} for each kind of network that is in use. Safe for all threads. */
final class Shelves {
    private final Function<SavedNetwork, ReusableClassifier> maker;
    private final Map<NetworkSpec, Shelf> shelves = new ConcurrentHashMap<>();

    Shelves(Function<SavedNetwork, ReusableClassifier> maker) {
        this.maker = maker;
    }

    /** The shelf of this kind, with one user more. */
    Shelf retain(NetworkSpec kind) {
        return shelves.compute(
                kind,
                (key, known) -> {
                    Shelf shelf = known == null ? new Shelf(maker) : known;
                    shelf.retain();
                    return shelf;
                });
    }

    /** One user less; what the last one leaves is freed. */
    void release(NetworkSpec kind) {
        shelves.computeIfPresent(kind, (key, shelf) -> shelf.release() ? null : shelf);
    }
}
