package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.CountingMeters;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.TopicSchemas;
import io.afluente.cli.role.ClassifyRole;
import io.afluente.cli.role.JoinRole;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.stream.AnswerDeserializer;
import io.afluente.stream.FeedbackRecords;
import io.afluente.stream.ModelsTopic;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two versions answer the same images, one of them in the shadow, and are compared. */
@ExtendWith(BrokerExtension.class)
class ModelsCompareIT {
    private static final int IMAGES = 60;

    @TempDir private Path folder;

    @Test
    void shouldCompareWhatServedWithWhatAnsweredInItsShadow(TestCluster cluster) throws Exception {
        TestService service = TestService.on(cluster, folder);
        String shadow = cluster.topics().shadow();
        assertThat(compare(cluster).err()).contains("no image has a label");
        Checkpoint champion = TestNetworks.untrained(0, 1);
        Checkpoint challenger = TestNetworks.untrained(1, 2);
        ModelsTopic models = new ModelsTopic(cluster.client(), cluster.topics().models(), "mnist");
        models.publish(champion);
        models.put(challenger);
        assertThat(CommandRun.of(cluster.arguments("models shadow 000001")).exitCode()).isZero();

        CountingMeters meters = new CountingMeters();
        try (ClassifyRole classify = service.classifier(Meters.none());
                ClassifyRole inShadow = service.shadow(meters);
                JoinRole join = service.joiner(Meters.none())) {
            classify.start();
            inShadow.start();
            join.start();
            service.sendImages(0, IMAGES);
            cluster.send(cluster.topics().images(), "bad", "{}");
            // each label is what the challenger says: it is always right
            var answers = cluster.read(shadow, IMAGES);
            cluster.send(
                    answers.stream()
                            .map(r -> new AnswerDeserializer().deserialize(shadow, r.value()))
                            .map(
                                    a ->
                                            new FeedbackRecords(cluster.topics().feedback())
                                                    .of(a.id(), a.prediction().label(), a.source()))
                            .toList());
            cluster.read(cluster.topics().labeledImages(), IMAGES);
            cluster.read(cluster.topics().deadLettersOf(cluster.topics().images()), 1);

            assertThat(meters.count("shadow.classify.images")).isEqualTo(IMAGES);
            assertThat(meters.gauge("shadow.model.serving.sequence")).isEqualTo(1);
            CommandRun compared = compare(cluster);
            assertThat(compared.err()).isEmpty();
            assertThat(compared.lines().get(1))
                    .contains(champion.version().toString(), challenger.version().toString());
            assertThat(compared.lines().get(2)).endsWith("100.00 %");
            assertThat(compared.lines()).last().asString().startsWith("the shadow is better on 60");
            assertThat(compare(cluster, "--json", "--last", "10").out())
                    .contains("\"images\":10,", "\"shadowAccuracy\":1.0");
            assertThat(answers)
                    .allSatisfy(
                            record ->
                                    assertThat(
                                                    TopicSchemas.complaints(
                                                            "predictions-shadow",
                                                            "application/json",
                                                            record.value()))
                                            .isEmpty());
        }
        assertThat(cluster.read(cluster.topics().deadLettersOf(cluster.topics().images())))
                .as("dead letters, which the shadow tells none of")
                .hasSize(1);
    }

    private static CommandRun compare(TestCluster cluster, String... more) {
        return CommandRun.of(cluster.arguments("models compare", more));
    }
}
