package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.JoinRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.topic.KafkaCalls;
import io.afluente.stream.topic.Topics;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The join knows what it has read, whatever becomes of its group's offsets and of its topics. */
@ExtendWith(BrokerExtension.class)
class JoinAgainIT {
    private static final int IMAGES = 6;

    @TempDir private Path folder;
    private TestCluster cluster;
    private TestService service;
    private Topics topics;

    @BeforeEach
    void start(TestCluster cluster) {
        this.cluster = cluster;
        this.service = TestService.on(cluster, folder);
        this.topics = cluster.topics();
        new ModelsTopic(cluster.client(), topics, "mnist").publish(TestNetworks.untrained(0, 1));
    }

    @Test
    void shouldJoinNoLabelTwiceAndNoneWithThePictureOfAnotherTopic() throws Exception {
        sendPictures(0);
        try (ClassifyRole classify = service.classifier(Meters.none());
                JoinRole join = service.joiner(Meters.none())) {
            classify.start();
            join.start().running().join();
            service.answers(IMAGES);
            label("id-0", 1);
            label("id-1", 1);
            cluster.read(topics.labeledImages(), 2);
        }

        loseOffsets();
        CountingMeters meters = new CountingMeters();
        try (JoinRole join = service.joiner(meters)) {
            join.start().running().join();
            Waiting.until(
                    "all is read again", () -> meters.count("records.repeated") >= IMAGES + 2);
            label("id-2", 1);
            assertThat(cluster.read(topics.labeledImages(), 3)).hasSize(3);
        }

        createAgain();
        sendPictures(100);
        CountingMeters anew = new CountingMeters();
        try (ClassifyRole classify = service.classifier(Meters.none());
                JoinRole join = service.joiner(anew)) {
            classify.start();
            join.start().running().join();
            service.answers(IMAGES);
            Waiting.until(
                    "the old topic is forgotten", () -> anew.count("images.forgotten") == IMAGES);
            label("id-0", 2);
            label("id-5", 2);

            List<ConsumerRecord<byte[], byte[]>> labeled = cluster.read(topics.labeledImages(), 5);
            assertThat(labeled)
                    .filteredOn(r -> "2".equals(HeaderNames.text(r.headers(), HeaderNames.LABEL)))
                    .extracting(ConsumerRecord::value)
                    .containsExactlyInAnyOrder(pixels(100), pixels(105));
            assertThat(labeled).hasSize(5);
            assertThat(cluster.read(topics.deadLettersOf(topics.feedback()))).isEmpty();
        }
    }

    @Test
    void shouldReadItsStateAgainWhereItsFolderIsOld() throws Exception {
        sendPictures(0);
        try (ClassifyRole classify = service.classifier(Meters.none());
                JoinRole join = service.joiner(Meters.none())) {
            classify.start();
            join.start().running().join();
            service.answers(IMAGES);
            label("id-0", 1);
            cluster.read(topics.labeledImages(), 1);
        }
        List<Path> stale = ageStores();
        assertThat(stale).isNotEmpty();

        try (JoinRole join = service.joiner(Meters.none())) {
            join.start().running().join();
            assertThat(stale).noneMatch(Files::exists);
            label("id-1", 1);

            assertThat(cluster.read(topics.labeledImages(), 2)).hasSize(2);
        }
    }

    /** As if nobody had been here for an hour; and leaves a mark in each store. */
    private List<Path> ageStores() throws IOException {
        Path group = folder.resolve("state").resolve(service.settings().applicationIdOf("join"));
        List<Path> marks = new ArrayList<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(group, "1_*")) {
            for (Path task : tasks) {
                marks.add(Files.createFile(task.resolve("mark")));
                Files.setLastModifiedTime(
                        task, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
            }
        }
        return marks;
    }

    /** The same ids each time, at the same places. */
    private void sendPictures(int first) {
        cluster.send(
                IntStream.range(0, IMAGES)
                        .mapToObj(i -> picture("id-" + i, pixels(first + i)))
                        .toList());
    }

    private ProducerRecord<byte[], byte[]> picture(String id, byte[] pixels) {
        var record = new ProducerRecord<>(topics.images(), id.getBytes(UTF_8), pixels);
        HeaderNames.put(record.headers(), HeaderNames.CONTENT_TYPE, ImageCodec.RAW);
        return record;
    }

    private static byte[] pixels(int number) {
        return TestNetworks.picture(number).image().pixels();
    }

    private void label(String id, int label) {
        cluster.send(topics.feedback(), id, "{\"label\":%d}".formatted(label));
    }

    /** As after seven days in which nobody was in the group. */
    private void loseOffsets() {
        String group = service.settings().applicationIdOf("join");
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.deleteConsumerGroups(List.of(group)).all());
        }
    }

    private void createAgain() {
        List<String> names = List.of(topics.images(), topics.predictions());
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.deleteTopics(names).all());
            Waiting.until(
                    "they are gone",
                    () ->
                            KafkaCalls.await(admin.listTopics().names()).stream()
                                    .noneMatch(names::contains));
        }
        cluster.withTopics();
    }
}
