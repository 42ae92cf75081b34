package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.learn.example.Control;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the service writes is what the files of {@code topics/} say that it writes. */
@ExtendWith(BrokerExtension.class)
class RecordsIT {
    @TempDir private Path folder;

    @Test
    void shouldWriteRecordsThatFollowTheirSchemas(TestCluster cluster) throws Exception {
        // Given a service that has answered, learned and refused
        TestService service = TestService.on(cluster, folder);
        Topics topics = cluster.topics();
        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(Meters.none())) {
            learn.start();
            classify.start().running().join();
            service.sendImages(0, 5);
            cluster.send(topics.images(), "bad", "{}");
            service.sendLabeled(0, 16);
            cluster.send(topics.labeledImages(), "bad", "{}");
            service.sendControl(Control.Order.CHECKPOINT);

            // Then
            assertFollow(cluster.read(topics.predictions(), 5), "predictions");
            assertFollow(cluster.read(topics.scores(), 2), "scores");
            assertFollow(cluster.read(topics.models(), 6), "models");
            assertFollow(cluster.read(topics.deadLettersOf(topics.images()), 1), "images-dlq");
            assertFollow(
                    cluster.read(topics.deadLettersOf(topics.labeledImages()), 1),
                    "labeled-images-dlq");
        }
    }

    private static void assertFollow(List<ConsumerRecord<byte[], byte[]>> records, String topic) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            assertHeadersAreWrittenDown(record, topic);
            String kind = kind(record, topic);
            if (record.value() != null && !kind.equals("chunk") && !kind.equals("*")) {
                assertThat(TopicSchemas.complaints(topic, kind, record.value()))
                        .as(topic + ": " + new String(record.value(), UTF_8))
                        .isEmpty();
            }
        }
    }

    private static void assertHeadersAreWrittenDown(ConsumerRecord<?, ?> record, String topic) {
        var known = Topics.withPrefix("").file(topic).headers();
        if (!known.containsKey("*")) {
            assertThat(record.headers()).extracting(Header::key).isSubsetOf(known.keySet());
        }
    }

    private static String kind(ConsumerRecord<byte[], byte[]> record, String topic) {
        if (topic.endsWith("-dlq")) {
            return "*";
        }
        if (!topic.equals("models")) {
            return "application/json";
        }
        String key = new String(record.key(), UTF_8);
        if (key.endsWith("/candidate") || key.endsWith("/pin")) {
            return "pointer";
        }
        return key.matches("[^/]+/[^/]+/[0-9]+") ? "chunk" : "manifest";
    }
}
