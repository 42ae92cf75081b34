package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.cli.CommandRun;
import io.afluente.image.Image;
import io.afluente.learn.example.Control;
import io.afluente.meter.Meters;
import io.afluente.registry.Manifest;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.PredictionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A label that comes while the service runs: nothing is started again. */
@ExtendWith(BrokerExtension.class)
class AddedLabelIT {
    private static final String STAR = "star";

    @TempDir private Path folder;

    @Test
    void shouldLearnAndAnswerALabelThatIsAddedWhileItRuns(TestCluster cluster) {
        TestService service = TestService.on(cluster, folder);
        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(Meters.none())) {
            learn.start();
            start(classify);
            service.sendLabeled(0, 16);
            cluster.send(stars(cluster.topics().labeledImages(), 0, 1));
            assertThat(deadLetters(cluster))
                    .containsExactly(
                            "label: from 0 to 9, not 10; \"afluente models add-label --model mnist"
                                    + " NAME\" adds label 10");

            CommandRun added = models(cluster, "add-label " + STAR);
            assertThat(added.err()).isEmpty();
            assertThat(added.out())
                    .startsWith("\"star\" is label 10 of mnist once the learner has read")
                    .contains("an order that was sent before");
            for (int round = 0; round < 12; round++) {
                cluster.send(stars(cluster.topics().labeledImages(), round * 8, round * 8 + 8));
                service.sendLabeled(100 + round * 8, 108 + round * 8);
            }
            service.sendControl(Control.Order.CHECKPOINT);

            assertThat(TestAnswers.probabilities(awaitAnswer(service, 10))).hasSize(11);
            assertThat(deadLetters(cluster)).hasSize(1);
            assertThat(manifests(cluster).get(0).lineage().addedLabels()).containsExactly(STAR);
            assertThat(models(cluster, "add-label " + STAR).out())
                    .isEqualTo("\"star\" is label 10 of mnist already\n");
            String newest = manifests(cluster).get(0).version();
            assertThat(models(cluster, "show " + newest).out())
                    .containsPattern("labels added +" + STAR);
            rebuild(cluster);
            rollBack(cluster, service);
        }
    }

    /** The versions after the order, from the beginning: each comes out of the log again. */
    private void rebuild(TestCluster cluster) {
        String newest = manifests(cluster).get(0).version();
        CommandRun rebuild =
                CommandRun.of(
                        cluster.arguments(
                                "models rebuild " + newest,
                                ("--from-beginning --verify --batch-size 8 --checkpoint-every 2"
                                                + " --seed 1 --replay 0 --memory 0 --average 0"
                                                + " --rate-examples 1 --drift-detector none"
                                                + " --drift-warm-up 0 --drift-cool-down 0"
                                                + " --drift-raise 1 --gate off --checkpoint-dir "
                                                + folder.resolve("checkpoints"))
                                        .split(" ")));
        assertThat(rebuild.err()).isEmpty();
        assertThat(rebuild.out()).contains("the same bytes");
    }

    /** A version from before the label serves again, and then the newest once more. */
    private void rollBack(TestCluster cluster, TestService service) {
        List<Manifest> versions = manifests(cluster);
        CommandRun promote = models(cluster, "promote " + nameOf("000001"));
        assertThat(promote.err()).isEmpty();
        int sent = 0;
        PredictionRecord answer;
        do {
            answer = ask(service, 1_000 + sent++);
        } while (!answer.version().startsWith("000001-"));
        assertThat(TestAnswers.probabilities(answer)).hasSize(10);
        assertThat(models(cluster, "unpin").exitCode()).isZero();
        do {
            answer = ask(service, 1_000 + sent++);
        } while (!answer.version().equals(versions.get(0).version()));
        assertThat(TestAnswers.probabilities(answer)).hasSize(11);
    }

    /** The whole name of a version that is not on the topic any more. */
    private String nameOf(String beginning) {
        try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString().replace(".zip", ""))
                    .filter(name -> name.startsWith(beginning))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for stars until one is answered as one. */
    private static PredictionRecord awaitAnswer(TestService service, int label) {
        for (int sent = 0; ; sent++) {
            PredictionRecord last = ask(service, sent);
            if (last.prediction().label() == label) {
                return last;
            }
        }
    }

    private static PredictionRecord ask(TestService service, int number) {
        TestCluster cluster = service.cluster();
        cluster.send(stars(cluster.topics().images(), number, number + 1));
        List<PredictionRecord> answers = service.answers(1);
        while (answers.stream().noneMatch(answer -> answer.id().equals("star-" + number))) {
            answers = service.answers(answers.size());
        }
        return answers.stream()
                .filter(answer -> answer.id().equals("star-" + number))
                .findFirst()
                .orElseThrow();
    }

    private static List<ProducerRecord<byte[], byte[]>> stars(String topic, int from, int to) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            var record =
                    new ProducerRecord<>(topic, ("star-" + i).getBytes(UTF_8), star(i).pixels());
            HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageCodec.RAW);
            HeaderNames.put(record.headers(), HeaderNames.LABEL, 10);
            records.add(record);
        }
        return records;
    }

    /** A cross of rays through the whole picture, which no digit is. */
    private static Image star(int number) {
        byte[] pixels = new byte[28 * 28];
        Random random = new Random(number);
        int middle = 12 + random.nextInt(4);
        for (int i = 0; i < 28; i++) {
            pixels[i * 28 + i] = (byte) 255;
            pixels[i * 28 + 27 - i] = (byte) 255;
            pixels[middle * 28 + i] = (byte) 200;
            pixels[i * 28 + middle] = (byte) 200;
        }
        return new Image(TestNetworks.mnist().input(), pixels);
    }

    private static List<String> deadLetters(TestCluster cluster) {
        String topic = cluster.topics().deadLettersOf(cluster.topics().labeledImages());
        return cluster.read(topic, 1).stream()
                .map(record -> HeaderNames.text(record.headers(), HeaderNames.DLQ_REASON))
                .toList();
    }

    private static List<Manifest> manifests(TestCluster cluster) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist").catalog().manifests();
    }

    private CommandRun models(TestCluster cluster, String command) {
        return CommandRun.of(
                cluster.arguments(
                        "models " + command,
                        Stream.of("--checkpoint-dir", folder.resolve("checkpoints").toString())
                                .toArray(String[]::new)));
    }

    private static void start(ClassifyRole role) {
        try {
            role.start().running().join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
