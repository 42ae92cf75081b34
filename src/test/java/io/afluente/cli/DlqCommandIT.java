package io.afluente.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.stream.topic.KafkaCalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(BrokerExtension.class)
class DlqCommandIT {
    private TestCluster cluster;
    private String images;
    private String letters;

    @BeforeEach
    void twoDeadLettersOfImages(TestCluster cluster) {
        this.cluster = cluster.withTopics();
        images = cluster.topics().images();
        letters = cluster.topics().deadLettersOf(images);
        cluster.send(
                List.of(
                        letter("a", "{\"format\":", "value: broken JSON", images, 3, 17),
                        letter("b", "\u0001\u0002", "picture: neither", images, 1, 5)));
    }

    @Test
    void shouldListReasons() {
        CommandRun list = dlq("list");

        assertThat(list.err()).isEmpty();
        assertThat(list.lines()).as(list.err()).hasSize(4).last().isEqualTo("2 in all");
        assertThat(list.out()).contains(letters + "-0-0", "value: broken JSON");
        assertThat(list.lines().get(1)).containsPattern("Z +a +10  value: broken JSON");
        assertThat(dlq("list", "--of", "labeled-images").out()).startsWith("no dead letters");
    }

    @Test
    void shouldListAsJson() {
        assertThat(dlq("list", "--json").lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("\"place\":\"" + letters + "-0-0\"")
                .contains("\"key\":\"a\",\"bytes\":10,\"source\":\"" + images + "-3-17\"")
                .contains("\"reason\":\"value: broken JSON\"");
    }

    @Test
    void shouldShowOneWithItsBytes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("value");

        CommandRun show = dlq("show " + letters + "-0-1", "--value-to", file.toString());

        assertThat(show.lines())
                .contains("source  " + images + "-1-5", "key     b", "value   2 bytes: hex 0102")
                .contains("header  content-type: image/png")
                .noneMatch(line -> line.contains("dlq.reason"));
        assertThat(file).hasBinaryContent(new byte[] {1, 2});
    }

    @Test
    void shouldSendOneAgainAsItWas() {
        CommandRun resend = dlq("resend " + letters + "-0-0");

        var again = cluster.read(images);
        assertThat(resend.out()).isEqualToIgnoringNewLines("sent 1 again");
        assertThat(again).hasSize(1);
        assertThat(again.get(0).partition()).isEqualTo(3);
        assertThat(new String(again.get(0).key(), UTF_8)).isEqualTo("a");
        assertThat(new String(again.get(0).value(), UTF_8)).isEqualTo("{\"format\":");
        assertThat(again.get(0).headers()).hasSize(1);
    }

    @Test
    void shouldSendAllAgain() {
        assertThat(dlq("resend --all").out()).isEqualToIgnoringNewLines("sent 2 again");
        assertThat(cluster.read(images)).hasSize(2);
    }

    @Test
    void shouldNotSendWhereItDidNotComeFrom() {
        cluster.send(List.of(letter("c", "x", "forged", cluster.topics().models(), 0, 1)));

        CommandRun resend = dlq("resend " + letters + "-0-2");

        assertThat(resend.exitCode()).isEqualTo(2);
        assertThat(resend.err())
                .contains("came from " + cluster.topics().models(), "only sent again to " + images);
        assertThat(cluster.read(cluster.topics().models())).isEmpty();
    }

    @Test
    void shouldSayAtOnceThatThereIsNoSuchPartition() {
        cluster.send(List.of(letter("c", "x", "forged", images, 4711, 1)));

        CommandRun one = dlq("resend " + letters + "-0-2");
        CommandRun all = dlq("resend --all");

        String why =
                letters + "-0-2: came from partition 4711 of " + images + " by its headers, which";
        assertThat(one.exitCode()).isEqualTo(2);
        assertThat(one.err()).contains(why);
        assertThat(all.err()).contains(why);
        assertThat(all.out()).isEqualToIgnoringNewLines("sent 2 again");
    }

    @Test
    void shouldListAndSendAgainWhatOthersCouldNotUse() {
        String others = cluster.topics().images() + ".DLT";
        create(others);
        cluster.send(
                List.of(
                        ofSpring(others, "s", images, 2, 40),
                        ofSpring(others, "t", cluster.topics().models(), 0, 1)));

        CommandRun list = dlq("list", "--dlq-topic", others);
        CommandRun resend = dlq("resend --all", "--dlq-topic", others);

        assertThat(list.lines())
                .as(list.err())
                .hasSize(4)
                .anyMatch(line -> line.endsWith("Listener failed"));
        assertThat(dlq("show " + others + "-0-0").lines()).contains("source  " + images + "-2-40");
        assertThat(resend.out()).isEqualToIgnoringNewLines("sent 1 again");
        assertThat(resend.err()).contains(others + "-0-1: came from " + cluster.topics().models());
        assertThat(cluster.read(images))
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(record.partition()).isEqualTo(2);
                            assertThat(record.key()).isEqualTo("s".getBytes(UTF_8));
                            assertThat(record.headers())
                                    .extracting(header -> header.key())
                                    .containsExactly("content-type");
                        });
        assertThat(dlq("list --of images", "--dlq-topic", others).exitCode()).isEqualTo(2);
    }

    @Test
    void shouldAskForPlacesOrAll() {
        assertThat(dlq("resend").err()).contains("either places or --all");
        assertThat(dlq("resend --all " + letters + "-0-0").exitCode()).isEqualTo(2);
        assertThat(dlq("show " + letters + "-0-99").err()).contains("there is no such record");
    }

    private CommandRun dlq(String command, String... more) {
        return CommandRun.of(cluster.arguments("dlq " + command, more));
    }

    private void create(String topic) {
        try (Admin admin = Admin.create(cluster.client())) {
            KafkaCalls.await(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all());
        }
    }

    private static ProducerRecord<byte[], byte[]> ofSpring(
            String others, String key, String topic, int partition, long offset) {
        var record = new ProducerRecord<>(others, key.getBytes(UTF_8), new byte[] {1});
        record.headers()
                .add("content-type", "image/png".getBytes(UTF_8))
                .add("kafka_dlt-exception-message", "Listener failed".getBytes(UTF_8))
                .add("kafka_dlt-exception-stacktrace", "at java.lang".getBytes(UTF_8))
                .add("kafka_dlt-original-topic", topic.getBytes(UTF_8))
                .add(
                        "kafka_dlt-original-partition",
                        ByteBuffer.allocate(4).putInt(partition).array())
                .add("kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(offset).array());
        return record;
    }

    private ProducerRecord<byte[], byte[]> letter(
            String key, String value, String reason, String topic, int partition, long offset) {
        var record = new ProducerRecord<>(letters, key.getBytes(UTF_8), value.getBytes(UTF_8));
        record.headers()
                .add("content-type", "image/png".getBytes(UTF_8))
                .add("dlq.reason", reason.getBytes(UTF_8))
                .add("dlq.topic", topic.getBytes(UTF_8))
                .add("dlq.partition", Integer.toString(partition).getBytes(UTF_8))
                .add("dlq.offset", Long.toString(offset).getBytes(UTF_8));
        return record;
    }
}
