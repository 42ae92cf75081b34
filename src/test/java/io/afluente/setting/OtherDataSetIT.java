package io.afluente.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afluente.BrokerExtension;
import io.afluente.TestCluster;
import io.afluente.cli.CommandRun;
import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.image.data.IdxWriter;
import io.afluente.image.data.Split;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.InitialVersion;
import io.afluente.service.LearnRole;
import io.afluente.service.RoleSettings;
import io.afluente.service.Roles;
import io.afluente.stream.record.PredictionCodec;
import io.afluente.stream.record.PredictionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Coloured pictures of another size, by another network: a folder each, and no change to code. */
@ExtendWith(BrokerExtension.class)
class OtherDataSetIT {
    private static final InputShape SHAPE = new InputShape(32, 32, 3);
    private static final int PICTURES = 320;

    @TempDir private Path folder;

    @Test
    void shouldBeReplayedLearnedAnsweredAndEvaluated(TestCluster cluster)
            throws IOException, InterruptedException {
        Path data = dataSet();
        RoleSettings settings = settings(cluster.withTopics());
        try (LearnRole learn =
                        new LearnRole(
                                settings,
                                new InitialVersion(settings.network(), 1, Optional.empty()),
                                Meters.none());
                ClassifyRole classify =
                        new ClassifyRole(settings, settings.engine(), Meters.none())) {
            learn.start();
            classify.start();
            replay(cluster, data, "--to", "labeled-images", "--checkpoint");
            replay(cluster, data, "--split", "test");

            List<PredictionRecord> answers =
                    cluster.read(cluster.topics().predictions(), PICTURES).stream()
                            .map(new PredictionCodec()::read)
                            .toList();
            assertThat(answers)
                    .hasSize(PICTURES)
                    .allSatisfy(a -> assertThat(a.model()).isEqualTo("cifar10"));
            assertThat(accuracyOf(lastCheckpoint(cluster), data)).isGreaterThan(0.9);
        }
    }

    private RoleSettings settings(TestCluster cluster) {
        Settings given =
                new Settings(
                        List.of(
                                SettingSource.options(
                                        Map.of(
                                                "model",
                                                "cifar10",
                                                "batch-size",
                                                "16",
                                                "checkpoint-every",
                                                "5",
                                                "classify-threads",
                                                "1",
                                                "application-id",
                                                cluster.topics().images()))));
        return Roles.of(given, cluster.client(), cluster.topics()).within(folder);
    }

    private static void replay(TestCluster cluster, Path data, String... more) {
        String[] usual = {
            "replay",
            "--data",
            data.toString(),
            "--bootstrap-server",
            cluster.bootstrapServers(),
            "--topic-prefix",
            cluster.topics().images().replace("images", "")
        };
        CommandRun run =
                CommandRun.of(Stream.of(usual, more).flatMap(Stream::of).toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static double accuracyOf(Path checkpoint, Path data) throws IOException {
        CommandRun run =
                CommandRun.of(
                        "evaluate", checkpoint.toString(), "--data", data.toString(), "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out()).get("accuracy").asDouble();
    }

    private Path lastCheckpoint(TestCluster cluster) throws IOException {
        cluster.read(cluster.topics().scores(), PICTURES / 16);
        Path checkpoints = folder.resolve("checkpoints");
        while (true) {
            try (Stream<Path> files = Files.list(checkpoints)) {
                Path last = files.max(Comparator.naturalOrder()).orElseThrow();
                if (last.getFileName().toString().startsWith("000004-")) {
                    return last;
                }
            }
        }
    }

    private Path dataSet() throws IOException {
        Path data = folder.resolve("data");
        IdxWriter.write(data, Split.TRAIN, pictures(0));
        IdxWriter.write(data, Split.TEST, pictures(PICTURES));
        return data;
    }

    /** Noise with one bright band, whose place and colour tell the label. */
    private static List<LabeledImage> pictures(int from) {
        return IntStream.range(from, from + PICTURES).mapToObj(OtherDataSetIT::picture).toList();
    }

    private static LabeledImage picture(int number) {
        Random random = new Random(number);
        int label = number % 10;
        byte[] pixels = new byte[SHAPE.size()];
        for (int i = 0; i < pixels.length; i++) {
            int row = i / (SHAPE.width() * SHAPE.channels());
            boolean bright = row / 3 == label && i % 3 == label % 3;
            pixels[i] = (byte) ((bright ? 180 : 0) + random.nextInt(70));
        }
        return new LabeledImage(new Image(SHAPE, pixels), label);
    }
}
