package io.afluente.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.CountingMeters;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.Waiting;
import io.afluente.meter.Meters;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Signer;
import io.afluente.registry.Version;
import io.afluente.service.ClassifyRole;
import io.afluente.service.InitialVersion;
import io.afluente.service.LearnRole;
import io.afluente.service.RoleSettings;
import io.afluente.stream.client.ModelsTopic;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A learner and a classifier that share a key, and somebody without it who writes to models. */
@ExtendWith(BrokerExtension.class)
class SignedModelsIT {
    private static final Signer KEY = Signer.with("the key of this test".getBytes(UTF_8));

    @TempDir private Path folder;

    @Test
    void shouldServeWhatTheLearnerSignsAndNothingElse(TestCluster cluster) throws Exception {
        TestService service = TestService.on(cluster, folder);
        RoleSettings settings = signed(service.settings());
        CountingMeters meters = new CountingMeters();
        InitialVersion beginning = new InitialVersion(settings.network(), 1, Optional.empty());
        try (LearnRole learn = new LearnRole(settings, beginning, Meters.none());
                ClassifyRole classify = new ClassifyRole(settings, new Nd4jEngine(8), meters)) {
            learn.start().running().join();
            classify.start().running().join();
            assertThat(classify.live().version().sequence()).isZero();

            Checkpoint forged = TestNetworks.untrained(900_000, 9);
            new ModelsTopic(cluster.client(), cluster.topics(), "mnist").publish(forged);
            Waiting.until("a refusal", () -> meters.count("version.refusals") > 0);
            Version kept = classify.live().version();
            service.sendLabeled(0, 200);
            Waiting.until("a newer version of the learner's", () -> sequence(classify) > 1);

            assertThat(kept.sequence()).isZero();
            assertThat(classify.live().version()).isNotEqualTo(forged.version());
        }
    }

    private static long sequence(ClassifyRole classify) {
        return classify.live().version().sequence();
    }

    private static RoleSettings signed(RoleSettings plain) {
        return new RoleSettings(
                plain.client(),
                plain.topics(),
                plain.network(),
                plain.backbone(),
                plain.checkpoints(),
                plain.streams(),
                plain.classify(),
                plain.line(),
                KEY,
                plain.join(),
                plain.tracing());
    }
}
