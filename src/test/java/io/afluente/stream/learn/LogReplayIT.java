package io.afluente.stream.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestLearning;
import io.afluente.TestNetworks;
import io.afluente.learn.EntryResult;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.Learner;
import io.afluente.learn.example.Control;
import io.afluente.learn.example.Example;
import io.afluente.model.NetworkSpec;
import io.afluente.model.SavedNetwork;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.record.ImageRecords;
import io.afluente.stream.record.PlainLearning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A log that is read again is the log that the service has read: no record more, none less. */
@ExtendWith(BrokerExtension.class)
class LogReplayIT {
    private static final LearnSettings SETTINGS = TestLearning.plain();
    private static final Checkpoint FIRST = TestNetworks.untrained(0, 1);

    @Test
    void shouldPassOverAnOrderThatTheServiceDeadLetters(TestCluster cluster) {
        String log = cluster.withTopics().topics().labeledImages();
        ImageRecords images = new ImageRecords(log, ImageRecords.Format.RAW);
        for (int i = 0; i < 6; i++) {
            cluster.send(List.of(images.of("id-" + i, TestNetworks.picture(i))));
        }
        cluster.send(List.of(ControlRecords.continueFrom(log, ofOtherLabels())));
        cluster.send(List.of(ControlRecords.of(log, Control.Order.CHECKPOINT)));

        PlainLearning again =
                PlainLearning.of(
                        cluster.client(),
                        cluster.topics(),
                        FIRST,
                        SETTINGS,
                        8,
                        backbone -> Path.of("none"));

        assertThat(again.checkpoints()).hasSize(1);
        Checkpoint made = again.checkpoints().get(0);
        assertThat(made.lineage().origin()).isNull();
        assertThat(made.lineage().parametersSha256()).isEqualTo(parametersWithoutTheOrder());
    }

    /** Whole and well-formed, but no network that this line could go on from. */
    private static Checkpoint ofOtherLabels() {
        SavedNetwork ours = FIRST.network();
        NetworkSpec spec = ours.spec();
        List<String> labels = new ArrayList<>(spec.labels());
        Collections.reverse(labels);
        NetworkSpec other =
                new NetworkSpec(
                        spec.name(),
                        spec.input(),
                        labels,
                        spec.normalisation(),
                        spec.configuration());
        return Checkpoint.seal(
                3,
                new SavedNetwork(other, ours.parameters(), new float[0], 0, Map.of()),
                FIRST.lineage(),
                new byte[0]);
    }

    private static String parametersWithoutTheOrder() {
        List<Checkpoint> made = new ArrayList<>();
        try (Learner learner = new Learner(FIRST, SETTINGS, TestLearning.PROVENANCE)) {
            for (int i = 0; i < 6; i++) {
                learner.take(new Example(i, "id-" + i, TestNetworks.picture(i)));
            }
            EntryResult outcome = learner.take(new Control(7, Control.Order.CHECKPOINT));
            outcome.checkpoint().ifPresent(made::add);
        }
        return made.get(0).lineage().parametersSha256();
    }
}
