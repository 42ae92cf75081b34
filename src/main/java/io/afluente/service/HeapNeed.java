package io.afluente.service;

import io.afluente.learn.LearnSettings;
import io.afluente.model.NetworkSpec;
import io.afluente.model.dl4j.NetworkSize;
import io.afluente.setting.UserException;

/**
 * What a role holds in the heap because of its network. Whoever gives it less is told so at the
 * start, not by a full heap when the first version is made.
 *
 * @param work that needs it
 * @param network its name
 * @param parameters of the network
 * @param bytes that it takes at least
 */
record HeapNeed(String work, String network, long parameters, long bytes) {
    /** What a process takes whatever its network is, at the very least. */
    private static final long BASE = 32L << 20;

    // Measured with 5 million parameters and Adam: a learner ran in 1,000 MB of which none were
    // lost to large pieces; a classifier swapped in 320 MB, and in 250 it did not. 25 million
    // parameters were learned in 6 GB, and not in 4.
    private static final double STATES = 7.5;
    private static final double VERSIONS = 12;

    /** What to give instead: a collector that can't move large pieces needs room between them. */
    private static final double ROOMY = 1.5;

    /**
     * A learner has its state as it is stored, as it is stored next and, in pieces and whole, on
     * its way there and into a version, all at once while it makes one. The state is what learns,
     * its updaters', the average that serves, and the one or two versions of the gate. The examples
     * that are kept have a bound of their own.
     */
    static HeapNeed toLearn(NetworkSpec network, LearnSettings settings) {
        NetworkSize size = NetworkSize.of(network);
        long vectors = settings.gate().on() ? 4 : 3;
        long floats = vectors * size.parameters() + size.updaterState();
        long bytes = BASE + (long) (STATES * floats * Float.BYTES);
        return new HeapNeed("learn", network.name(), size.parameters(), bytes);
    }

    /** A classifier has the version that serves and, of the next one, pieces, file and values. */
    static HeapNeed toAnswer(NetworkSpec network) {
        long parameters = NetworkSize.of(network).parameters();
        long bytes = BASE + (long) (VERSIONS * parameters * Float.BYTES);
        return new HeapNeed("classify by", network.name(), parameters, bytes);
    }

    /**
     * @param heap bytes that there are at most
     * @throws UserException if that is less
     */
    void require(long heap) {
        if (heap < bytes) {
            throw new UserException(
                    "%s: to %s a network of %,d parameters takes a heap of %,d MB at least, and this process has %,d; give it more: AFLUENTE_JAVA_OPTS=-Xmx%dm"
                            .formatted(
                                    network,
                                    work,
                                    parameters,
                                    megabytes(),
                                    heap >> 20,
                                    (long) (ROOMY * megabytes())));
        }
    }

    long megabytes() {
        return (bytes + (1L << 20) - 1) >> 20;
    }
}
