package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.learn.example.Control;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Both roles on a real broker: what goes in comes out once, also across failures and restarts. */
@ExtendWith(BrokerExtension.class)
class ServiceIT {
    @TempDir private Path folder;

    @Test
    void shouldAnswerEachImageOnceWhateverStandsBetweenThem(TestCluster cluster) {
        TestService service = TestService.on(cluster, folder);
        service.sendImages(0, 300);
        cluster.send(cluster.topics().images(), "poison", "{\"format\":\"raw\"}");
        service.sendImages(300, 600);
        CountingMeters meters = new CountingMeters();

        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(meters)) {
            learn.start();
            start(classify);
            List<PredictionRecord> answers = service.answers(600);

            assertThat(answers)
                    .extracting(PredictionRecord::id)
                    .containsExactlyInAnyOrderElementsOf(ids(0, 600));
            assertThat(answers).allSatisfy(a -> assertThat(a.version()).startsWith("000000-"));
            assertThat(reasons(cluster))
                    .containsExactly("data: missing; the picture, in JSON as base64");
            assertThat(meters.largest("slice.images")).isEqualTo(64);
            assertThat(meters.count("images.unnoted")).isZero();
        }
    }

    @Test
    void shouldAnswerByWhatItHasLearned(TestCluster cluster) throws IOException {
        TestService service = TestService.on(cluster, folder);

        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(Meters.none())) {
            learn.start();
            start(classify);
            service.sendImages(0, 50);
            List<PredictionRecord> before = service.answers(50);
            service.sendLabeled(0, 8 * 2 * 10);
            PredictionRecord after = awaitVersion(service, 10);

            assertThat(before).allSatisfy(a -> assertThat(a.version()).startsWith("000000-"));
            int learned = after.prediction().label();
            assertThat(learned).isEqualTo(TestNetworks.picture(numberOf(after)).label());
            assertThat(files()).hasSize(10);
        }
    }

    @Test
    void shouldGoOnWhereItStoppedWhenBothRolesAreRestarted(TestCluster cluster) {
        TestService service = TestService.on(cluster, folder);
        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(Meters.none())) {
            learn.start();
            start(classify);
            service.sendImages(0, 20);
            service.sendLabeled(0, 8 + 3);
            assertThat(cluster.read(cluster.topics().scores(), 1)).hasSize(1);
            service.answers(20);
        }
        service.sendImages(20, 40);
        service.sendLabeled(8 + 3, 16);

        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(Meters.none())) {
            learn.start();
            start(classify);
            service.sendControl(Control.Order.CHECKPOINT);

            assertThat(service.answers(40))
                    .extracting(PredictionRecord::id)
                    .containsExactlyInAnyOrderElementsOf(ids(0, 40));
            assertThat(cluster.read(cluster.topics().scores(), 2))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .satisfiesExactly(
                            first -> assertThat(first).contains("\"fromOffset\":0,\"toOffset\":7"),
                            then -> assertThat(then).contains("\"fromOffset\":8,\"toOffset\":15"));
        }
    }

    private static void start(ClassifyRole role) {
        try {
            role.start().running().join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private PredictionRecord awaitVersion(TestService service, int sequence) {
        String version = "%06d-".formatted(sequence);
        for (int sent = 50; ; sent++) {
            service.sendImages(sent, sent + 1);
            List<PredictionRecord> answers = service.answers(sent + 1);
            PredictionRecord last =
                    answers.stream()
                            .filter(a -> a.version().startsWith(version))
                            .findFirst()
                            .orElse(null);
            if (last != null) {
                return last;
            }
        }
    }

    private static int numberOf(PredictionRecord answer) {
        return Integer.parseInt(answer.id().substring("id-".length()));
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "id-" + i).toList();
    }

    private static List<String> reasons(TestCluster cluster) {
        return cluster.read(cluster.topics().deadLettersOf(cluster.topics().images()), 1).stream()
                .map(ConsumerRecord::headers)
                .map(headers -> HeaderNames.text(headers, HeaderNames.DLQ_REASON))
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("000000-"))
                    .toList();
        }
    }
}
