package io.afluente.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.ImageRecords;
import io.afluente.stream.record.PredictionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An Error of the JVM in a stream thread ends the process, and loses nothing. The Errors are real:
 * a class is damaged that the thread needs only once it works, or the heap is full.
 */
@ExtendWith(BrokerExtension.class)
class ErrorsIT {
    private static final String READS_JSON =
            ImageRecords.class.getPackageName().replace('.', '/') + "/ImageJson";
    private static final int FULL_HEAP = 3;

    @TempDir private Path folder;

    @Test
    void shouldEndWhenTheThreadThatAnswersMeetsOne(TestCluster cluster) throws IOException {
        TestService service = TestService.on(cluster, folder);
        models(cluster).publish(TestNetworks.untrained(0, 1));
        try (RoleProcess classify = damaged("classify", cluster, READS_JSON).awaitReady()) {
            service.sendImages(0, 10);
            cluster.send(List.of(json(cluster.topics().images())));

            assertThat(classify.end()).satisfies(ErrorsIT::isOurFault);
        }
        try (RoleProcess classify = RoleProcess.start("classify", cluster, folder).awaitReady()) {
            classify.await("answers", () -> answered(cluster) == 11);

            assertThat(service.answers(11))
                    .extracting(PredictionRecord::id)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldEndWhenTheThreadThatLearnsMeetsOne(TestCluster cluster) throws IOException {
        TestService.on(cluster, folder);
        try (RoleProcess learn = damaged("learn", cluster, READS_JSON).awaitReady()) {
            cluster.send(List.of(json(cluster.topics().labeledImages())));

            assertThat(learn.end()).satisfies(ErrorsIT::isOurFault);
        }
        assertThat(cluster.read(cluster.topics().deadLettersOf(cluster.topics().labeledImages())))
                .as("our own fault is not the record's")
                .isEmpty();
    }

    @Test
    void shouldEndWhenItsHeapIsFull(TestCluster cluster) throws IOException {
        TestService.on(cluster, folder);
        models(cluster).publish(TestNetworks.untrained(0, 1));
        try (RoleProcess classify =
                RoleProcess.start(
                                "classify",
                                cluster,
                                folder,
                                "-Xmx64m",
                                // as the launcher does
                                "-XX:+ExitOnOutOfMemoryError")
                        .awaitReady()) {
            byte[] large = new byte[4 << 20];
            cluster.send(
                    Collections.nCopies(
                            20, new ProducerRecord<>(cluster.topics().images(), large)));

            Ended end = classify.end();
            assertThat(end.code()).as(end.said()).isEqualTo(FULL_HEAP);
        }
    }

    private static void isOurFault(Ended ended) {
        assertThat(ended.code()).as(ended.said()).isOne();
        assertThat(ended.said()).contains("ClassFormatError");
    }

    private RoleProcess damaged(String role, TestCluster cluster, String name) throws IOException {
        Path damaged = folder.resolve("damaged").resolve(name + ".class");
        Files.createDirectories(damaged.getParent());
        Files.write(damaged, "no class".getBytes(UTF_8));
        // found before those of the class path
        return RoleProcess.start(
                role, cluster, folder, "-Xbootclasspath/a:" + folder.resolve("damaged"));
    }

    private static ProducerRecord<byte[], byte[]> json(String topic) {
        return new ImageRecords(topic, ImageRecords.Format.JSON)
                .of("json", TestNetworks.picture(7));
    }

    private static int answered(TestCluster cluster) {
        return cluster.read(cluster.topics().predictions()).size();
    }

    private static ModelsTopic models(TestCluster cluster) {
        return new ModelsTopic(cluster.client(), cluster.topics(), "mnist");
    }
}
