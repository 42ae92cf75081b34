package io.afluente.model.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.model.Classifier;
import io.afluente.model.SavedNetwork;
import io.afluente.model.ServableNetwork;
import io.afluente.model.TestNetworks;
import io.afluente.model.WatchedClassifier;
import io.afluente.model.dl4j.ClassifierPool.ReusableClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifierPoolTest {
    private static final SavedNetwork FIRST = Networks.initial(TestNetworks.small(), 1);
    private static final SavedNetwork SECOND =
            new SavedNetwork(
                    FIRST.spec(),
                    Networks.initial(TestNetworks.small(), 2).parameters(),
                    new float[0],
                    0,
                    Map.of());

    private final List<ReusableClassifier<SavedNetwork>> made = new ArrayList<>();
    private final List<ReusableClassifier<SavedNetwork>> closed = new ArrayList<>();
    private final ClassifierPool<SavedNetwork> pool =
            new ClassifierPool<>(
                    "tried", network -> network, (spec, network) -> make(network), network -> {});

    @Test
    void shouldTakeUpClassifiersAgainAcrossVersions() {
        Classifier serving = swap(null, FIRST);
        for (int i = 0; i < 10; i++) {
            serving = swap(serving, i % 2 == 0 ? SECOND : FIRST);
        }

        assertThat(made).hasSize(2);
        assertThat(closed).isEmpty();
        serving.close();
    }

    @Test
    void shouldFreeEverythingWhenTheLastUserLeaves() {
        swap(swap(null, FIRST), SECOND).close();

        assertThat(made).isNotEmpty();
        assertThat(closed).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void shouldKeepWhatAClassifierStillUses() {
        ServableNetwork first = pool.prepare(FIRST);
        Classifier classifier = first.classifier();
        first.close();

        assertThat(closed).isEmpty();
        classifier.close();
        assertThat(closed).hasSize(1);
    }

    @Test
    void shouldStartAnewAfterEverythingWasFreed() {
        swap(null, FIRST).close();

        try (Classifier again = swap(null, SECOND)) {
            assertThat(again.predict(TestNetworks.images(TestNetworks.INPUT, 2, 1))).hasSize(2);
        }
    }

    private Classifier swap(Classifier old, SavedNetwork network) {
        try (ServableNetwork next = pool.prepare(network)) {
            Classifier young = next.classifier();
            if (old != null) {
                old.close();
            }
            return young;
        }
    }

    private ReusableClassifier<SavedNetwork> make(SavedNetwork network) {
        ReusableClassifier<SavedNetwork> watched =
                new WatchedClassifier(new StockNetwork(network, 4), closed::add);
        made.add(watched);
        return watched;
    }
}
