package io.afluente.model.dl4j;

import io.afluente.model.Classifier;
import io.afluente.model.Engine;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keeps the classifiers of each kind of network between versions, for as long as anybody uses that
 * kind. Networks of one kind differ in their parameters alone, so the classifiers of one version
 * are taken up again by the next: swapping versions allocates next to nothing. Safe for all
 * threads.
 *
 * @param <V> what an engine makes of a version's parameters
 */
public final class ClassifierPool<V> {
    /** A classifier that can go on with another version of its network. */
    public interface ReusableClassifier<V> extends Classifier {
        /** Answers by this version from now on. */
        void use(V version);
    }

    private final String engine;
    private final Function<SavedNetwork, V> opener;
    private final BiFunction<NetworkSpec, V, ReusableClassifier<V>> maker;
    private final Consumer<V> closer;
    private final Map<NetworkSpec, Kind<V>> kinds = new HashMap<>();

    private static final class Kind<V> {
        private final Deque<ReusableClassifier<V>> idle = new ArrayDeque<>();
        private int versions;
    }

    /**
     * @param engine whose classifiers these are, by its name
     * @param opener makes what the classifiers of a version share
     * @param maker makes a classifier where none is idle
     * @param closer frees what the classifiers of a version shared
     */
    public ClassifierPool(
            String engine,
            Function<SavedNetwork, V> opener,
            BiFunction<NetworkSpec, V, ReusableClassifier<V>> maker,
            Consumer<V> closer) {
        this.engine = engine;
        this.opener = opener;
        this.maker = maker;
        this.closer = closer;
    }

    /** What {@link Engine#prepare} promises. */
    public ServableNetwork prepare(SavedNetwork network) {
        return Rehearsal.judge(
                network.spec().name(),
                () -> {
                    PooledServable<V> servable =
                            new PooledServable<>(
                                    engine, network.spec(), opener.apply(network), this);
                    try {
                        servable.warmUp();
                        return servable;
                    } catch (RuntimeException | Error e) {
                        servable.close();
                        throw e;
                    }
                });
    }

    /** One version more of this kind. */
    synchronized void retain(NetworkSpec kind) {
        kinds.computeIfAbsent(kind, key -> new Kind<>()).versions++;
    }

    /** Nobody uses this version any more; what the last one of its kind leaves is freed. */
    synchronized void release(NetworkSpec kind, V version) {
        Kind<V> left = kinds.get(kind);
        if (--left.versions == 0) {
            kinds.remove(kind).idle.forEach(Classifier::close);
        }
        closer.accept(version);
    }

    /** A classifier that answers by this version, to be put back after use. */
    ReusableClassifier<V> take(NetworkSpec kind, V version) {
        ReusableClassifier<V> kept = poll(kind);
        if (kept == null) {
            return maker.apply(kind, version);
        }
        try {
            kept.use(version);
            return kept;
        } catch (RuntimeException e) {
            putBack(kind, kept);
            throw e;
        }
    }

    /** Takes back a classifier that {@link #take} gave. */
    synchronized void putBack(NetworkSpec kind, ReusableClassifier<V> classifier) {
        kinds.get(kind).idle.push(classifier);
    }

    private synchronized ReusableClassifier<V> poll(NetworkSpec kind) {
        return kinds.get(kind).idle.poll();
    }
}
