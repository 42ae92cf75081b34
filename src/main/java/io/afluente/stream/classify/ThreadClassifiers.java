package io.afluente.stream.classify;

import java.util.function.Supplier;

/**
 * One {@link SliceClassifier} for each stream thread, shared by the thread's tasks, and closed with
 * the last of them.
 */
final class ThreadClassifiers {
    private final Supplier<SliceClassifier> make;

    // one for each instance of Kafka Streams, hence not static
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Shared> ofThread = new ThreadLocal<>();

    private static final class Shared {
        private final SliceClassifier classifier;
        private int users;

        Shared(SliceClassifier classifier) {
            this.classifier = classifier;
        }
    }

    ThreadClassifiers(Supplier<SliceClassifier> make) {
        this.make = make;
    }

    /** The calling thread's classifier, for one more task. */
    SliceClassifier acquire() {
        Shared shared = ofThread.get();
        if (shared == null) {
            shared = new Shared(make.get());
            ofThread.set(shared);
        }
        shared.users++;
        return shared.classifier;
    }

    /** One task of the calling thread is done with it. */
    void release() {
        Shared shared = ofThread.get();
        if (--shared.users == 0) {
            ofThread.remove();
            shared.classifier.close();
        }
    }
}
