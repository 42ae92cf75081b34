package io.afluente.operate;

import static io.afluente.operate.NamesOfOthers.GROUPS;
import static io.afluente.operate.NamesOfOthers.TOPICS;
import static io.afluente.operate.NamesOfOthers.groupsOf;
import static io.afluente.operate.NamesOfOthers.topicsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.FreePorts;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.cli.CommandRun;
import io.afluente.cli.CommandThread;
import io.afluente.registry.Manifest;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.FeedbackCodec;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.web.Http;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A cluster on which every topic and every group has the name that somebody else gave it. */
@ExtendWith(BrokerExtension.class)
class NamesOfOthersIT {
    private static final int IMAGES = 8;
    private static final byte INK = (byte) 255;

    @TempDir private Path folder;
    private TestCluster cluster;
    private Path settings;
    private Set<String> topicsBefore;
    private Set<String> groupsBefore;

    @BeforeEach
    void topicsOfOthersAndAFileThatNamesThem(TestCluster broker) throws IOException {
        cluster = NamesOfOthers.on(broker);
        settings = NamesOfOthers.settingsFile(folder);
        topicsBefore = topicsOf(cluster);
        groupsBefore = groupsOf(cluster);
        NamesOfOthers.makeSome(cluster);
    }

    @Test
    void shouldWorkUnderNamesOfOthersAlone() throws JMException {
        // Given
        assertThat(run("topics create").out()).contains("ML.registry.3");
        assertThat(run("topics check").out()).contains("as their files say");
        assertThat(run("topics describe").out()).contains(TOPICS.values());
        Http http = new Http(FreePorts.takeOne());
        try (CommandThread serve = serve(http.port())) {
            serve.await("a first version", () -> !versions().isEmpty());
            run("models shadow " + versions().get(0));
            serve.await("readiness", () -> isReady(http));

            // When, Then
            answersImages();
            learnsFromFeedback(serve);
            sendsDeadLettersAgain();
            assertThat(asked(http)).contains("\"topic\":\"" + TOPICS.get("images"));
            assertThat(consumers())
                    .contains(
                            "afluente-classify-StreamThread-1-consumer",
                            "afluente-learn-StreamThread-1-consumer",
                            "afluente-join-StreamThread-1-consumer",
                            "afluente-shadow-StreamThread-1-consumer",
                            "afluente-web-watch");
            serve.assertLives();
        }
        assertThatNothingHasANameOfOurs();
    }

    private void answersImages() {
        TestService.on(cluster, folder.resolve("unused")).sendImages(0, IMAGES);
        cluster.read(cluster.topics().predictions(), IMAGES);
        assertThat(run("consume --from-beginning --json --max " + IMAGES).lines())
                .hasSize(IMAGES)
                .allMatch(line -> line.contains(TOPICS.get("images")));
        assertThat(cluster.read(cluster.topics().shadow(), IMAGES)).hasSize(IMAGES);
    }

    private void learnsFromFeedback(CommandThread serve) {
        TestService service = TestService.on(cluster, folder.resolve("unused"));
        List<PredictionRecord> answers = service.answers(IMAGES);
        answers.subList(1, IMAGES).forEach(this::correct);
        assertThat(run("label " + answers.get(0).id() + " 3").out()).contains(TOPICS.get("images"));
        serve.await("a version", () -> versions().size() > 1);
        assertThat(run("models list").out()).contains(versions());
    }

    private void sendsDeadLettersAgain() {
        String letters = cluster.topics().deadLettersOf(cluster.topics().images());
        cluster.send(cluster.topics().images(), "torn", "{\"format\":");
        cluster.read(letters, 1);
        assertThat(run("dlq list").out()).contains(letters + "-0-0", "torn");
        assertThat(run("dlq resend --all --of images").out()).startsWith("sent 1 again");
        assertThat(cluster.read(letters, 2)).hasSize(2);
    }

    private void assertThatNothingHasANameOfOurs() {
        Set<String> topics = topicsOf(cluster);
        topics.removeAll(topicsBefore);
        assertThat(topics).containsAll(TOPICS.values());
        topics.removeAll(TOPICS.values());
        assertThat(topics)
                .contains(GROUPS.get("learn") + "-learner-changelog")
                .allMatch(name -> GROUPS.values().stream().anyMatch(g -> name.startsWith(g + "-")));
        Set<String> groups = groupsOf(cluster);
        groups.removeAll(groupsBefore);
        assertThat(groups).containsExactlyInAnyOrderElementsOf(GROUPS.values());
    }

    private CommandRun run(String line) {
        CommandRun run = CommandRun.of(words(line));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private CommandThread serve(int port) {
        return CommandThread.start(
                words(
                        "serve --roles classify,learn,join,shadow,web --http-port "
                                + port
                                + " --batch-size 8 --checkpoint-every 1 --classify-threads 1"
                                + " --engine nd4j --state-dir "
                                + folder.resolve("state")
                                + " --checkpoint-dir "
                                + folder.resolve("checkpoints")));
    }

    private String[] words(String line) {
        return Stream.of(
                        Stream.of(line.split(" ", -1)),
                        Stream.of("--bootstrap-server", cluster.bootstrapServers()),
                        Stream.of("--settings", settings.toString()))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    private void correct(PredictionRecord answer) {
        int number = Integer.parseInt(answer.id().substring("id-".length()));
        int label = TestNetworks.picture(number).label();
        String feedback = cluster.topics().feedback();
        cluster.send(
                List.of(new FeedbackCodec().record(feedback, answer.id(), label, answer.source())));
    }

    private List<String> versions() {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist")
                .catalog().manifests().stream().map(Manifest::version).toList();
    }

    private static boolean isReady(Http http) {
        try {
            return http.get("/readyz").statusCode() == 200;
        } catch (AssertionError nobodyListens) {
            return false;
        }
    }

    private static String asked(Http http) {
        byte[] stroke = new byte[28 * 28];
        IntStream.range(5, 23)
                .forEach(row -> Arrays.fill(stroke, row * 28 + 12, row * 28 + 16, INK));
        String raw = "application/octet-stream";
        return http.post("/api/images", stroke, "Content-Type", raw, "X-Afluente", "1").body();
    }

    private static Set<String> consumers() throws JMException {
        ObjectName all = new ObjectName("kafka.consumer:type=app-info,id=*");
        return ManagementFactory.getPlatformMBeanServer().queryNames(all, null).stream()
                .map(name -> name.getKeyProperty("id"))
                .collect(Collectors.toSet());
    }
}
