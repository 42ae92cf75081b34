package io.afluente.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestCluster;
import java.nio.file.Path;
import java.util.Random;

/** One instance that answers and learns, with all that goes in and all that comes out. */
final class WholeService implements AutoCloseable {
    private static final int MAX_FEEDS = 20;
    // each answer is to be computed again
    private static final int EVERY_VERSION = 1000;

    private final LearningLine learning;
    private final AnsweringLine answering;
    private final Instance instance;
    private int fed;
    private int fedBefore;

    /**
     * @param more arguments of {@code serve}
     */
    WholeService(TestCluster cluster, Path folder, Random random, String... more) {
        learning = new LearningLine(cluster, folder, new Random(random.nextLong()), more);
        answering = new AnsweringLine(cluster, folder, new Random(random.nextLong()));
        instance = learning.instance("one", "classify,learn", EVERY_VERSION);
        start();
    }

    void kill() {
        instance.kill();
    }

    void start() {
        instance.start("--classify-threads", "1");
    }

    /** Sends more images, and as many labelled ones. */
    void feed(int more) {
        fedBefore = fed;
        fed += more;
        learning.feed().upTo(fed);
        answering.feed().upTo(fed);
    }

    /** Waits until something of the last feed is answered for good, and something learned. */
    void awaitNews() {
        learning.awaitCommitted(fedBefore, instance);
        answering.awaitSettled(fedBefore + 1, instance);
    }

    /** The proof for both, once what was learned answers too. */
    void assertNothingLost() {
        feedUntilItAnswersByWhatItLearned(fed - fedBefore);
        learning.finish(instance, fed);
        learning.assertLikeUndisturbed(fed);
        answering.awaitSettled(fed, instance);
        answering.assertAllAnsweredOnceAndInOrder();
        assertThat(answering.versions()).as("versions that answered").isGreaterThan(1);
    }

    /**
     * On a slow machine all images are answered before there is another version: sends more then.
     */
    private void feedUntilItAnswersByWhatItLearned(int more) {
        for (int feeds = 0; answering.versions() < 2 && feeds < MAX_FEEDS; feeds++) {
            feed(more);
            awaitNews();
        }
    }

    @Override
    public void close() {
        instance.close();
        learning.close();
        answering.close();
    }
}
