package io.afluente.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afluente.BrokerExtension;
import io.afluente.CountingMeters;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.TopicSchemas;
import io.afluente.cli.CommandRun;
import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.service.ClassifyRole;
import io.afluente.service.JoinRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.FeedbackCodec;
import io.afluente.stream.record.PredictionCodec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A version answers half of the keys in place of the one that serves, and all images in its shadow,
 * and is compared both ways.
 */
@ExtendWith(BrokerExtension.class)
class ModelsCompareIT {
    private static final int IMAGES = 60;

    @TempDir private Path folder;

    @Test
    void shouldCompareWhatServedWithItsShadowAndItsChallenger(TestCluster cluster)
            throws Exception {
        TestService service = TestService.on(cluster, folder);
        String shadow = cluster.topics().shadow();
        assertThat(compare(cluster).err()).contains("no image has a label");
        Checkpoint champion = TestNetworks.untrained(0, 1);
        Checkpoint challenger = TestNetworks.untrained(1, 2);
        ModelsTopic models = new ModelsTopic(cluster.client(), cluster.topics(), "mnist");
        models.publish(champion);
        models.put(challenger);
        order(cluster, "models shadow 000001");
        order(cluster, "models challenge 000001 --share 0.5");
        assertThat(compare(cluster).err())
                .contains("no image has a label", "no image that " + challenger.version());

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
                            .map(new PredictionCodec()::read)
                            .map(
                                    a ->
                                            new FeedbackCodec()
                                                    .record(
                                                            cluster.topics().feedback(),
                                                            a.id(),
                                                            a.prediction().label(),
                                                            a.source()))
                            .toList());
            cluster.read(cluster.topics().labeledImages(), IMAGES);
            cluster.read(cluster.topics().deadLettersOf(cluster.topics().images()), 1);

            assertThat(meters.count("images.answered")).isEqualTo(IMAGES);
            assertThat(meters.gauge("serving.version.sequence")).isEqualTo(1);
            CommandRun compared = compare(cluster);
            assertThat(compared.err()).isEmpty();
            assertThat(compared.out())
                    .containsPattern("same .. labelled images.*McNemar")
                    .containsPattern("SERVED +SHADOW")
                    .containsPattern("the shadow is better \\(p < 0.0001\\)")
                    .containsPattern("one of the two alone.*Fisher")
                    .containsPattern("SERVED +CHALLENGER")
                    .containsPattern("share of the keys +50.00 % +50.00 %")
                    .containsPattern("the challenger is better \\(p < 0.0001\\)")
                    .containsPattern(
                            "version +" + champion.version() + " +" + challenger.version());
            JsonNode json = new JsonMapper().readTree(compare(cluster, "--json").out());
            long byChampion = json.at("/challenge/servedImages").asLong();
            assertThat(byChampion).isBetween(1L, IMAGES - 1L);
            assertThat(json.at("/challenge/challengerImages").asLong())
                    .as("all but those before its first answer in each partition")
                    .isGreaterThan(10);
            assertThat(json.at("/challenge/challengerAccuracy").asDouble()).isEqualTo(1);
            assertThat(json.at("/shadow/shadowAccuracy").asDouble()).isEqualTo(1);
            assertThat(json.at("/shadow/images").asLong()).isBetween(byChampion, IMAGES - 1L);

            order(cluster, "models challenge --off");
            assertThat(compare(cluster, "--json", "--last", "10").out())
                    .contains("\"images\":10,", "\"shadowAccuracy\":1.0")
                    .doesNotContain("challenge");
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

    private static void order(TestCluster cluster, String command) {
        assertThat(CommandRun.of(cluster.arguments(command)).exitCode()).isZero();
    }

    private static CommandRun compare(TestCluster cluster, String... more) {
        return CommandRun.of(cluster.arguments("models compare", more));
    }
}
