package io.afluente.cli.error;

import static io.afluente.TestAnswers.probabilities;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.afluente.BrokerExtension;
import io.afluente.FreePorts;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.cli.CommandRun;
import io.afluente.cli.CommandThread;
import io.afluente.cli.TestData;
import io.afluente.cli.broker.EmbeddedBroker;
import io.afluente.learn.example.Control;
import io.afluente.model.Classifier;
import io.afluente.model.Prediction;
import io.afluente.model.ServableNetwork;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.model.file.NetworkFile;
import io.afluente.registry.Manifest;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.runtime.LagWatch;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import io.afluente.web.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A serving process as whoever runs it sees it: by HTTP, and by its end. */
@ExtendWith(BrokerExtension.class)
class ServeCommandIT {
    @TempDir private Path folder;

    @Test
    void shouldTellHowItIsUntilItsStreamFails(TestCluster cluster) {
        TestService service = TestService.on(cluster, folder);
        Http http = new Http(FreePorts.takeOne());
        CommandThread serve = serve(cluster, http, "classify");

        serve.await("HTTP", () -> answers(http));
        assertThat(http.get("/livez").body()).isEqualTo("classify: yes\n");
        assertThat(http.get("/livez").statusCode()).isEqualTo(200);
        assertThat(http.get("/readyz").statusCode()).isEqualTo(503);

        models(cluster).publish(TestNetworks.untrained(0, 1));
        serve.await("to be ready", () -> http.get("/readyz").statusCode() == 200);

        service.sendImages(0, 20);
        cluster.send(cluster.topics().images(), "poison", "{\"format\":\"raw\"}");
        service.answers(20);
        serve.await("all to be answered", () -> metrics(http).contains(lag(cluster) + " 0.0"));
        assertThat(metrics(http))
                .contains("afluente_images_answered_total{model=\"mnist\",role=\"classify\"} 20.0")
                .contains(
                        "afluente_serving_version_sequence{model=\"mnist\",role=\"classify\"} 0.0")
                .contains("# HELP afluente_slice_forward_seconds The forward pass of a slice")
                .contains("afluente_commit_seconds_count{model=\"mnist\",role=\"classify\"}")
                .contains(
                        "reason=\"data\",role=\"classify\",topic=\""
                                + cluster.topics().images()
                                + "-dlq\"} 1.0")
                .contains("kafka_stream_state_")
                .contains("jvm_memory_used_bytes");

        deleteImages(cluster);
        CommandRun end = serve.end();
        assertThat(end.exitCode()).isEqualTo(ExitCode.OUR_FAULT);
        assertThat(end.err()).contains("classify has stopped");
        assertThat(answers(http)).isFalse();
    }

    @Test
    void shouldLiveOnWhenTheBrokerIsAwayAndSayWhenItIsBack() {
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        ((Logger) LoggerFactory.getLogger(LagWatch.class)).addAppender(said);
        Http http = new Http(FreePorts.takeOne());
        CommandThread serve;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, Map.of())) {
            TestCluster cluster =
                    new TestCluster(broker.bootstrapServers(), Topics.withPrefix("")).withTopics();
            models(cluster).publish(TestNetworks.untrained(0, 1));
            serve = serve(cluster, http, "classify");
            serve.await("to be ready", () -> isReady(http));
            broker.stop();
            serve.await("to miss it", () -> tells(said, "Kafka does not answer"));
            broker.startAgain();
            serve.await("to find it", () -> tells(said, "Kafka answers again: 0 records of "));
        }
        assertThat(http.get("/livez").body()).isEqualTo("classify: yes\n");
        assertThat(http.get("/metrics").statusCode()).isEqualTo(200);
        serve.close();
    }

    @Test
    void shouldSayWhatToDoAboutChangedSettings(TestCluster cluster) {
        TestService service = TestService.on(cluster, folder);
        Http http = new Http(FreePorts.takeOne());
        CommandThread serve = serve(cluster, http, "learn", "--batch-size=8");
        service.sendLabeled(0, 20);
        serve.await(
                "all to be learned",
                () -> answers(http) && metrics(http).contains(learnedLag(cluster) + " 0.0"));
        serve.close();

        CommandRun end =
                serve(cluster, new Http(FreePorts.takeOne()), "learn", "--batch-size=9").end();

        assertThat(end.exitCode()).isEqualTo(ExitCode.CALLERS_MISTAKE);
        assertThat(end.err())
                .contains("belongs to other settings")
                .contains("--group learn=NEW --from VERSION")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldRefuseAStateFolderThatThereCanNotBe(TestCluster cluster) throws Exception {
        TestService.on(cluster, folder);
        Files.writeString(folder.resolve("state"), "a file");

        CommandRun end = serve(cluster, new Http(FreePorts.takeOne()), "classify").end();

        assertThat(end.exitCode()).isEqualTo(ExitCode.CALLERS_MISTAKE);
        assertThat(end.err())
                .contains("state-dir: there can be no folder " + folder.resolve("state"))
                .doesNotContain("\tat ");
    }

    @Test
    void shouldAnswerByWhatTrainWroteAndLearnOnFromIt(TestCluster cluster) throws Exception {
        String data = TestData.write(folder, 100).toString();
        Path file = folder.resolve("trained.zip");
        CommandRun train =
                CommandRun.of("train", "--data", data, "--epochs", "2", "--out", file.toString());
        assertThat(train.exitCode()).as(train.err()).isZero();
        CommandRun evaluate = CommandRun.of("evaluate", file.toString(), "--data", data);
        assertThat(evaluate.exitCode()).as(evaluate.err()).isZero();

        TestService service = TestService.on(cluster, folder);
        Http http = new Http(FreePorts.takeOne());
        CommandThread serve =
                serve(
                        cluster,
                        http,
                        "classify,learn",
                        "--application-id=trained",
                        "--from=" + file);
        serve.await("to be ready", () -> isReady(http));
        service.sendImages(0, 20);
        List<PredictionRecord> answers = service.answers(20);
        service.sendLabeled(0, 40);
        service.sendControl(Control.Order.CHECKPOINT);
        serve.await("a version", () -> models(cluster).catalog().manifests().size() == 2);
        serve.close();

        CommandRun list = CommandRun.of(cluster.arguments("models list"));
        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.out()).contains("goes on from trained.zip").contains("2 in all");
        CommandRun back = CommandRun.of(cluster.arguments("models rollback"));
        assertThat(back.exitCode()).as(back.err()).isZero();

        List<Manifest> versions = models(cluster).catalog().manifests();
        assertThat(versions.get(1).lineage().parent()).isEqualTo("trained.zip");
        assertThat(versions.get(0).lineage().parent()).isEqualTo(versions.get(1).version());
        assertThat(answers)
                .extracting(PredictionRecord::version)
                .containsOnly(versions.get(1).version());
        try (ServableNetwork trained =
                        new Nd4jEngine(1).prepare(NetworkFile.read(Files.readAllBytes(file)));
                Classifier classifier = trained.classifier()) {
            assertThat(answers).allSatisfy(answer -> assertAnswered(answer, classifier));
        }
    }

    /** An image's answer depends on its slice in the last bits. */
    private static void assertAnswered(PredictionRecord answer, Classifier classifier) {
        int number = Integer.parseInt(answer.id().replaceAll("\\D", ""));
        Prediction expected =
                classifier.predict(List.of(TestNetworks.picture(number).image())).get(0);
        assertThat(probabilities(answer)).containsExactly(expected.probabilities(), within(1e-5f));
    }

    private CommandThread serve(TestCluster cluster, Http http, String roles, String... more) {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "--roles=" + roles,
                                "--http-port=" + http.port(),
                                "--classify-threads=1",
                                "--state-dir=" + folder.resolve("state"),
                                "--checkpoint-dir=" + folder.resolve("checkpoints")));
        options.addAll(List.of(more));
        return CommandThread.start(cluster.arguments("serve", options.toArray(String[]::new)));
    }

    private static boolean tells(ListAppender<ILoggingEvent> log, String what) {
        // appending holds the same lock
        synchronized (log) {
            return log.list.stream().anyMatch(e -> e.getFormattedMessage().contains(what));
        }
    }

    private static boolean isReady(Http http) {
        return answers(http) && http.get("/readyz").statusCode() == 200;
    }

    private static boolean answers(Http http) {
        try {
            return http.get("/livez") != null;
        } catch (AssertionError nobodyListens) {
            return false;
        }
    }

    private static String metrics(Http http) {
        return http.get("/metrics").body();
    }

    private static String lag(TestCluster cluster) {
        return "afluente_lag_records{model=\"mnist\",role=\"classify\",topic=\""
                + cluster.topics().images()
                + "\"}";
    }

    private static String learnedLag(TestCluster cluster) {
        return "afluente_lag_records{model=\"mnist\",role=\"learn\",topic=\""
                + cluster.topics().labeledImages()
                + "\"}";
    }

    private static ModelsTopic models(TestCluster cluster) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist");
    }

    private static void deleteImages(TestCluster cluster) {
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.deleteTopics(List.of(cluster.topics().images())).all());
        }
    }
}
