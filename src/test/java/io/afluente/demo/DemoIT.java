package io.afluente.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.image.LabeledImage;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo's claims hold on a small data set, and its ledger would notice if they did not. */
@ExtendWith(BrokerExtension.class)
class DemoIT {
    @Test
    void shouldLearnWhileItServesAndLoseNothing(TestCluster cluster, @TempDir Path folder)
            throws InterruptedException {
        TestService service = TestService.on(cluster, folder);
        List<Demo.Stage> stages = new ArrayList<>();
        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(Meters.none())) {
            learn.start();
            classify.start();
            Demo demo =
                    new Demo(
                            cluster.client(),
                            cluster.topics(),
                            "mnist",
                            pictures(0, 8 * 20 + 3),
                            pictures(1000, 200),
                            500);

            Summary summary = demo.run(new CompletableFuture<>(), stages::add);

            assertThat(summary.missing()).isZero();
            assertThat(summary.duplicates()).isZero();
            assertThat(summary.dlq()).isZero();
            assertThat(summary.predictions()).isEqualTo(summary.images());
            assertThat(summary.labeled()).isEqualTo(163);
            assertThat(summary.checkpoints()).isEqualTo(11);
            assertThat(summary.testAccuracy()).isGreaterThan(0.9);
            assertThat(summary.version()).startsWith("000011-");
            assertThat(stages.get(stages.size() - 1).answeredFinally()).isEqualTo(200);
        }
    }

    private static List<LabeledImage> pictures(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(TestNetworks::picture).toList();
    }
}
