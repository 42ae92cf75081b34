package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.image.ClassPictures;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.image.data.IdxWriter;
import io.afluente.image.data.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(BrokerExtension.class)
class ReplayCommandIT {
    @TempDir Path folder;

    @BeforeEach
    void aDataSet() throws IOException {
        TestData.write(folder, 20);
    }

    @Test
    void shouldSendTrainingImagesInFileOrderWithTheirLabels(TestCluster cluster) {
        CommandRun run = replay(cluster.withTopics(), "--limit", "12");

        var records = cluster.read(cluster.topics().labeledImages());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("sent 12 images to " + cluster.topics().labeledImages());
        assertThat(records).hasSize(12).allMatch(r -> r.value().length == 12);
        assertThat(ids(records)).startsWith("train-000000", "train-000001").isSorted();
        assertThat(records.get(11).value()).containsOnly(11);
        assertThat(header(records.get(11), "label")).isEqualTo("1");
        assertThat(header(records.get(11), "content-type")).isEqualTo("application/octet-stream");
    }

    @Test
    void shouldSendTestImagesWithoutLabelsToImages(TestCluster cluster) {
        replay(cluster.withTopics(), "--split", "test");

        var records = cluster.read(cluster.topics().images());
        assertThat(records).hasSize(20).allMatch(r -> header(r, "label") == null);
        assertThat(ids(records)).contains("test-000000", "test-000019");
    }

    @Test
    void shouldRefuseLabelsThatNeitherTheFolderNorTheLineHas(TestCluster cluster)
            throws IOException {
        // as EMNIST's letters come, from 1 to 26
        List<LabeledImage> letters =
                IntStream.range(0, 40)
                        .mapToObj(i -> new LabeledImage(TestData.example(i).image(), 1 + i % 26))
                        .toList();
        IdxWriter.write(folder, Split.TRAIN, letters);

        CommandRun run = replay(cluster.withTopics(), "--to", "labeled-images");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "label 10 of picture 9: the network mnist has labels 0 to 9; see --model");
        assertThat(cluster.read(cluster.topics().labeledImages())).isEmpty();
    }

    @Test
    void shouldKeepIdsWhenItRepeatsAndShuffles(TestCluster cluster) {
        replay(cluster.withTopics(), "--repeat", "2", "--shuffle-seed", "3");

        var ids = ids(cluster.read(cluster.topics().labeledImages()));
        assertThat(ids).hasSize(40);
        assertThat(ids.subList(0, 20))
                .isNotEqualTo(ids.subList(20, 40))
                .containsExactlyInAnyOrderElementsOf(ids.subList(20, 40));
    }

    @Test
    void shouldWritePicturesAsPngAndJson(TestCluster cluster) {
        replay(cluster.withTopics(), "--limit", "1", "--format", "png");
        replay(cluster, "--limit", "1", "--format", "json", "--to", "labeled-images");

        var records = cluster.read(cluster.topics().labeledImages());
        assertThat(header(records.get(0), "content-type")).isEqualTo("image/png");
        assertThat(records.get(0).value()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(new String(records.get(1).value(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"format\":\"raw\",\"height\":4,\"width\":3,\"channels\":1,"
                                + "\"data\":\"AAAAAAAAAAAAAAAA\",\"label\":0}");
    }

    @Test
    void shouldSendAFolderOfClassesMixedAndAsTheNetworkTakesIt(
            TestCluster cluster, @TempDir Path classes) throws IOException {
        ClassPictures.write(classes, 50, new InputShape(40, 30, 3), "3", "7");
        Path damaged = Files.writeString(classes.resolve("3/0.png"), "no picture");

        CommandRun run =
                CommandRun.of(
                        cluster.withTopics()
                                .arguments("replay --data " + classes, "--to", "labeled-images"));

        var records = cluster.read(cluster.topics().labeledImages());
        assertThat(run.out()).startsWith("sent " + records.size() + " images");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith(damaged + ": picture: ").contains("1 picture of ");
        assertThat(records)
                .allMatch(r -> r.value().length == 28 * 28)
                .allMatch(
                        r ->
                                new String(r.key(), StandardCharsets.UTF_8)
                                        .startsWith(header(r, "label") + "/"));
        assertThat(records.subList(0, 30))
                .filteredOn(r -> header(r, "label").equals("7"))
                .hasSizeBetween(5, 25);
    }

    @Test
    void shouldEndWithAnOrderForACheckpoint(TestCluster cluster) {
        replay(cluster.withTopics(), "--checkpoint");
        CommandRun pointless = replay(cluster, "--checkpoint", "--to", "images");

        var records = cluster.read(cluster.topics().labeledImages());
        assertThat(records).hasSize(21);
        assertThat(header(records.get(20), "control")).isEqualTo("checkpoint");
        assertThat(pointless.exitCode()).isEqualTo(2);
    }

    @Test
    void shouldSayWhichTopicIsMissing(TestCluster cluster) {
        CommandRun run = replay(cluster);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("afluente: a topic is missing at " + cluster.bootstrapServers())
                .hasLineCount(1);
    }

    @Test
    void shouldSayWhatTheFolderLacks(TestCluster cluster, @TempDir Path empty) {
        CommandRun run = CommandRun.of(cluster.arguments("replay", "--data", empty.toString()));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("afluente: " + empty).hasLineCount(1);
    }

    private CommandRun replay(TestCluster cluster, String... more) {
        String[] words = cluster.arguments("replay --data " + folder, more);
        return CommandRun.of(words);
    }

    private static List<String> ids(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(r -> new String(r.key(), StandardCharsets.UTF_8)).toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
