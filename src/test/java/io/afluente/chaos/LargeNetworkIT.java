package io.afluente.chaos;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network far larger than a message, on a broker with its usual limits: 318,000 parameters, or
 * 795 for each of {@code -Dchaos.hidden}.
 */
@ExtendWith(BrokerExtension.class)
class LargeNetworkIT {
    private static final int HIDDEN = Integer.getInteger("chaos.hidden", 400);
    private static final int SOME = Chaos.records(60);

    @TempDir private Path folder;

    @Test
    void shouldLearnServeAndResumeALargeNetwork(TestCluster cluster) {
        Random random = Chaos.random("large network");
        Stopwatch recovery = new Stopwatch(HIDDEN * 795L + 10 + " parameters, killed");
        try (WholeService service =
                new WholeService(
                        cluster.withTopics(),
                        folder,
                        random,
                        OtherNetwork.large(folder, HIDDEN).toArray(String[]::new))) {
            service.feed(SOME);
            service.awaitNews();
            for (int kill = 0; kill < Chaos.kills(1); kill++) {
                service.feed(SOME);
                Chaos.linger(random.nextInt(2_000));
                service.kill();
                recovery.measure(
                        () -> {
                            service.start();
                            service.awaitNews();
                        });
            }
            service.assertNothingLost();
        }
        recovery.print();
    }
}
