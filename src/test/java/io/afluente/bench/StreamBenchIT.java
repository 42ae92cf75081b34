package io.afluente.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.image.LabeledImage;
import io.afluente.model.engine.Engines;
import io.afluente.registry.Checkpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The bench runs the real thing: everything that goes in is answered, once. */
@ExtendWith(BrokerExtension.class)
class StreamBenchIT {
    private static final int IMAGES = 2_000;
    private static final BenchProfile LITTLE =
            new BenchProfile(1, 0.01, IMAGES, 100, 1, true, 2, IMAGES);

    @TempDir private Path folder;

    @Test
    void shouldLoseNothingWhileItMeasures(TestCluster cluster) throws InterruptedException {
        TestService service = TestService.on(cluster, folder);
        List<LabeledImage> pictures =
                IntStream.range(0, 100).mapToObj(TestNetworks::picture).toList();
        Checkpoint version = TestNetworks.untrained(1, 1);
        DeliveryCheck ledger = new DeliveryCheck();
        BenchCluster lab = new BenchCluster(service.settings(), folder, pictures);
        StreamBench bench = new StreamBench(LITTLE, lab, version, ledger);

        StreamBench.Classified classified =
                bench.classify(Engines.REFERENCE, Measurement.EXACTLY_ONCE);
        assertThat(bench.learn()).isPositive();
        Latency latency =
                new LatencyBench(
                                LITTLE, lab, List.of(version, TestNetworks.untrained(2, 2)), ledger)
                        .measure(
                                Engines.REFERENCE,
                                Measurement.EXACTLY_ONCE,
                                Latency.Commits.EARLY,
                                50,
                                true);

        assertThat(ledger.missing()).isZero();
        assertThat(ledger.duplicates()).isZero();
        assertThat(classified.rate()).isPositive();
        assertThat(classified.medianSlice()).isGreaterThan(1);
        assertThat(latency.p99()).isGreaterThanOrEqualTo(latency.p50()).isPositive();
    }
}
