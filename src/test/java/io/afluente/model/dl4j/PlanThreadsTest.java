package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.model.Classifier;
import io.afluente.model.OnlineClassifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.TestNetworks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Plans share nothing: each thread with one of its own gets the bits it would get alone. */
class PlanThreadsTest {
    private static final int THREADS = 4;
    private static final int BATCH = 33;
    private static final SavedNetwork START = Networks.initial(TestNetworks.withDropout(), 7);

    @Test
    void shouldLearnTheSameSideBySide() throws Exception {
        float[] alone = learn();

        for (float[] parameters : sideBySide(PlanThreadsTest::learn)) {
            assertThat(parameters).containsExactly(alone);
        }
    }

    @Test
    void shouldAnswerTheSameSideBySide() throws Exception {
        float[] alone = answer();

        for (float[] probabilities : sideBySide(PlanThreadsTest::answer)) {
            assertThat(probabilities).containsExactly(alone);
        }
    }

    private static List<float[]> sideBySide(Callable<float[]> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<float[]> results = new ArrayList<>();
            List<Callable<float[]>> copies = Collections.nCopies(THREADS, work);
            for (Future<float[]> result : threads.invokeAll(copies)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    private static float[] learn() {
        try (OnlineClassifier network =
                new PlanNetwork(START, Plans.of(START.spec()).orElseThrow(), BATCH)) {
            for (int k = 0; k < 30; k++) {
                network.learn(TestNetworks.examples(START.spec(), 1 + k, k), 1);
            }
            return network.parameters();
        }
    }

    private static float[] answer() {
        float[] first = new float[30];
        try (Classifier network =
                new PlanClassifier(START, Plans.of(START.spec()).orElseThrow(), BATCH)) {
            for (int k = 0; k < first.length; k++) {
                first[k] =
                        network.predict(TestNetworks.images(TestNetworks.INPUT, 1 + k, k))
                                .get(k)
                                .confidence();
            }
        }
        return first;
    }
}
