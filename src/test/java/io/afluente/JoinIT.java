package io.afluente;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.JoinRole;
import io.afluente.service.LearnRole;
import io.afluente.stream.record.FeedbackCodec;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.record.PredictionRecord;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Labels that come after their images, on a real broker with several partitions. */
@ExtendWith(BrokerExtension.class)
class JoinIT {
    private static final int IMAGES = 40;

    @TempDir private Path folder;

    @Test
    void shouldLearnFromAnswersThatWereCorrectedAfterwards(TestCluster cluster) throws Exception {
        // Given answers, of images on all partitions
        TestService service = TestService.on(cluster, folder);
        Topics topics = cluster.topics();
        try (LearnRole learn = service.learner(Meters.none());
                ClassifyRole classify = service.classifier(Meters.none());
                JoinRole join = service.joiner(Meters.none())) {
            learn.start();
            classify.start().running().join();
            join.start().running().join();
            service.sendImages(0, IMAGES);
            List<PredictionRecord> answers = service.answers(IMAGES);

            // When labels come, half of them with the place of the image, and some that won't do
            cluster.send(answers.stream().map(answer -> label(topics, answer)).toList());
            cluster.send(topics.feedback(), answers.get(0).id(), "{\"label\": 99}");

            // Then
            var labeled = cluster.read(topics.labeledImages(), IMAGES);
            assertThat(labeled).hasSize(IMAGES);
            assertThat(predictionsOf(labeled)).isEqualTo(valuesById(cluster, topics.predictions()));
            assertThat(cluster.read(topics.scores(), IMAGES / 8)).hasSize(IMAGES / 8);
            assertThat(cluster.read(topics.deadLettersOf(topics.feedback()), 1))
                    .extracting(r -> HeaderNames.text(r.headers(), HeaderNames.DLQ_REASON))
                    .containsExactly("label: from 0 to 9, not 99");
            assertThat(labeled)
                    .flatExtracting(record -> List.of(record.headers().toArray()))
                    .extracting(Header::key)
                    .isSubsetOf(topics.file(topics.labeledImages()).headers().keySet());
        }
    }

    private static ProducerRecord<byte[], byte[]> label(Topics topics, PredictionRecord answer) {
        int number = Integer.parseInt(answer.id().substring("id-".length()));
        int label = TestNetworks.picture(number).label();
        return number % 2 == 0
                ? new FeedbackCodec().record(topics.feedback(), answer.id(), label, answer.source())
                : new ProducerRecord<>(
                        topics.feedback(),
                        // whatever partitioner its producer uses
                        number % 4,
                        answer.id().getBytes(UTF_8),
                        "{\"label\":%d}".formatted(label).getBytes(UTF_8));
    }

    private static Map<String, String> predictionsOf(List<ConsumerRecord<byte[], byte[]>> labeled) {
        return labeled.stream()
                .collect(
                        toMap(
                                record -> new String(record.key(), UTF_8),
                                record -> HeaderNames.text(record.headers(), "prediction")));
    }

    private static Map<String, String> valuesById(TestCluster cluster, String topic) {
        return cluster.read(topic).stream()
                .collect(
                        toMap(
                                record -> new String(record.key(), UTF_8),
                                record -> new String(record.value(), UTF_8)));
    }
}
