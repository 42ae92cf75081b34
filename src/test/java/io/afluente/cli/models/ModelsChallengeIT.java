package io.afluente.cli.models;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.CountingMeters;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.Waiting;
import io.afluente.cli.CommandRun;
import io.afluente.registry.Checkpoint;
import io.afluente.service.ClassifyRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A share of the keys is answered by the challenger, by command and without a restart. */
@ExtendWith(BrokerExtension.class)
class ModelsChallengeIT {
    private static final int IMAGES = 100;
    private static final Checkpoint CHAMPION = TestNetworks.untrained(0, 1);
    private static final Checkpoint CHALLENGER = TestNetworks.untrained(1, 2);

    @TempDir private Path folder;

    @Test
    void shouldDivideTheKeysWhileItRuns(TestCluster cluster) throws Exception {
        TestService service = TestService.on(cluster, folder);
        ModelsTopic models = new ModelsTopic(cluster.client(), cluster.topics(), "mnist");
        models.publish(CHAMPION);
        models.put(CHALLENGER);
        CountingMeters meters = new CountingMeters();
        try (ClassifyRole classify = service.classifier(meters)) {
            classify.start();
            Map<String, String> alone = versions(cluster, service, 1);
            challenge(cluster, "000001 --share 0.5");
            awaitShare(meters, 0.5);
            Map<String, String> divided = versions(cluster, service, 2);
            Map<String, String> again = versions(cluster, service, 3);
            CommandRun list = CommandRun.of(cluster.arguments("models list"));
            assertThat(list.out())
                    .contains(name(CHALLENGER) + "  answers 50.0 % of keys")
                    .contains(name(CHAMPION) + "  serves");
            challenge(cluster, "--off");
            awaitShare(meters, 0);
            Map<String, String> after = versions(cluster, service, 4);

            assertThat(alone).containsValue(name(CHAMPION)).doesNotContainValue(name(CHALLENGER));
            assertThat(divided).containsValue(name(CHAMPION)).containsValue(name(CHALLENGER));
            assertThat(again).isEqualTo(divided);
            assertThat(after).isEqualTo(alone);
            assertThat(meters.count("images.challenged"))
                    .isEqualTo(
                            2 * divided.values().stream().filter(name(CHALLENGER)::equals).count());
        }
    }

    @Test
    void shouldSayWhatItNeeds(TestCluster cluster) {
        CommandRun none = CommandRun.of(cluster.arguments("models challenge"));
        CommandRun large = CommandRun.of(cluster.arguments("models challenge 000001 --share 1.5"));

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("give a VERSION with its --share, or --off");
        assertThat(large.exitCode()).isEqualTo(2);
        assertThat(large.err()).contains("--share: above 0 and up to 1, not 1.5");
    }

    private static void challenge(TestCluster cluster, String how) {
        assertThat(CommandRun.of(cluster.arguments("models challenge " + how)).exitCode()).isZero();
    }

    private static void awaitShare(CountingMeters meters, double share) {
        Waiting.until(
                "the share becomes " + share,
                () -> meters.gauge("challenger.traffic.ratio") == share);
    }

    /** Sends the same keys again, and says which version answers each of them. */
    private static Map<String, String> versions(
            TestCluster cluster, TestService service, int round) {
        service.sendImages(0, IMAGES);
        String topic = cluster.topics().predictions();
        return cluster.read(topic, round * IMAGES).stream()
                .map(new PredictionCodec()::read)
                .collect(
                        toMap(
                                PredictionRecord::id,
                                PredictionRecord::version,
                                (before, later) -> later));
    }

    private static String name(Checkpoint checkpoint) {
        return checkpoint.version().toString();
    }
}
