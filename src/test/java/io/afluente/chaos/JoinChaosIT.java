package io.afluente.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.TestNetworks;
import io.afluente.TestService;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.record.HeaderNames;
import io.afluente.stream.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** However often the join is killed, each label is joined once, or told once why not. */
@ExtendWith(BrokerExtension.class)
class JoinChaosIT {
    private static final int PARTITIONS = 4;

    /** Every tenth label repeats the one before. */
    private static final int REPEATED = 10;

    @TempDir private Path folder;

    @Test
    void shouldJoinEachLabelOnceWheneverItIsKilled(TestCluster cluster) throws Exception {
        int kills = Chaos.kills(2);
        int labels = Chaos.records(1_000 * (kills + 1)) / REPEATED * REPEATED;
        Random random = Chaos.random("killed joins");
        Stopwatch recovery = new Stopwatch("join killed, started again");
        TestService service = TestService.on(cluster, folder);
        Topics topics = cluster.topics();
        new ModelsTopic(cluster.client(), topics, "mnist").publish(TestNetworks.untrained(0, 1));
        try (ClassifyRole classify = service.classifier(Meters.none());
                Instance join = join(cluster).start();
                Feed feed = new Feed(cluster, number -> label(topics, number), random);
                Told told =
                        Told.committed(
                                cluster,
                                topics.labeledImages(),
                                topics.deadLettersOf(topics.feedback()))) {
            classify.start();
            for (int life = 0; life <= kills; life++) {
                int from = labels / (kills + 1) * life;
                int to = life == kills ? labels : labels / (kills + 1) * (life + 1);
                // the labels of this life come while its images do, before and after them
                feed.upTo(to);
                service.sendImages(from, to);
                if (life < kills) {
                    int target = from + 1 + random.nextInt((to - from) / 2);
                    awaitSettled(told, target, join);
                    join.kill();
                    int before = told.catchUp().look().size();
                    join.start("--classify-commit-ms", String.valueOf(1 + random.nextInt(150)));
                    // it may have settled all that there was before it could be killed
                    int next = Math.min(before + 1, to);
                    recovery.measure(() -> awaitSettled(told, next, join));
                }
            }
            awaitSettled(told, labels, join);

            told.catchUp();
            assertThat(told.of(topics.labeledImages()))
                    .extracting(JoinChaosIT::id)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, labels)
                                    .filter(number -> !isRepeated(number))
                                    .mapToObj(number -> "id-" + number)
                                    .toList());
            assertThat(told.of(topics.deadLettersOf(topics.feedback())))
                    .hasSize(labels / REPEATED)
                    .allSatisfy(
                            record ->
                                    assertThat(
                                                    HeaderNames.text(
                                                            record.headers(),
                                                            HeaderNames.DLQ_REASON))
                                            .startsWith("duplicate: "));
        }
        recovery.print();
    }

    private Instance join(TestCluster cluster) {
        return new Instance(cluster, folder, "join", List.of("--roles", "join"));
    }

    private static boolean isRepeated(int number) {
        return number % REPEATED == REPEATED - 1;
    }

    private static ProducerRecord<byte[], byte[]> label(Topics topics, int number) {
        int about = isRepeated(number) ? number - 1 : number;
        String json = "{\"label\":%d}".formatted(TestNetworks.picture(about).label());
        return new ProducerRecord<>(
                topics.feedback(),
                number % PARTITIONS,
                ("id-" + about).getBytes(UTF_8),
                json.getBytes(UTF_8));
    }

    private static void awaitSettled(Told told, int count, Instance join) {
        Chaos.await(
                count + " labels are settled",
                () -> {
                    join.requireAlive();
                    return told.look().size() >= count;
                });
    }

    private static String id(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }
}
